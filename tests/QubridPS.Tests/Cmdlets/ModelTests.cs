using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

public class ModelTests
{
    [Fact]
    public void Models_are_found_by_name_and_wildcard()
    {
        using var mock = new MockShell();
        Assert.Equal(["openai/gpt-oss-120b", "mock/echo"], mock.Get("Get-QubridModel").Select(model => model.Text("Id")));
        Assert.Equal(["mock/echo"], mock.Get("Get-QubridModel MOCK/*").Select(model => model.Text("Id")));
        Assert.Empty(mock.Get("Get-QubridModel none*"));
    }

    [Fact]
    public void A_name_that_is_not_there_is_an_error()
    {
        using var mock = new MockShell();
        Assert.StartsWith("Qubrid.NotFound,", mock.Run("Get-QubridModel nobody/nothing").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_is_told_as_of_a_chat()
    {
        await using var service = await FakeService.StartAsync(context => Wire.ErrorAsync(context, 401, "who are you"));
        using var shell = service.Connect();
        var error = shell.Run("Get-QubridModel").Error;
        Assert.Equal("Qubrid.Unauthorized,QubridPS.Commands.GetQubridModelCommand", error.FullyQualifiedErrorId);
    }
}
