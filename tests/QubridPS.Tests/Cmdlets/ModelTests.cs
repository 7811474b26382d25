using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

public class ModelTests
{
    [Fact]
    public void Models_are_filtered_by_name_and_wildcard()
    {
        using var mock = new MockShell();
        Assert.Equal(["openai/gpt-oss-120b", "mock/echo"], Ids(mock.Get("Get-QubridModel")));
        Assert.Equal(["mock/echo"], Ids(mock.Get("Get-QubridModel MOCK/*")));
        Assert.Empty(mock.Get("Get-QubridModel none*"));
    }

    [Fact]
    public void Several_names_return_each_model_once()
    {
        using var mock = new MockShell();
        Assert.Equal(["mock/echo", "openai/gpt-oss-120b"], Ids(mock.Get("Get-QubridModel *echo, mock/echo, *")));
    }

    [Fact]
    public void Unknown_name_is_an_error_and_the_others_are_returned()
    {
        using var mock = new MockShell();
        var result = mock.Run("Get-QubridModel nobody/nothing, mock/echo");
        Assert.Equal("Qubrid.NotFound,QubridPS.GetQubridModelCommand", result.Error.FullyQualifiedErrorId);
        Assert.Null(result.Terminating);
        Assert.Equal(["mock/echo"], Ids(result.Output));
    }

    [Fact]
    public async Task Model_list_is_cached_per_connection()
    {
        await using var service = await StubServer.StartAsync(context => StubResponses.SendAsync(context, """{"data":[{"id":"a/b"}]}"""));
        using var shell = service.Connect();
        Assert.Equal(["a/b", "a/b", "a/b"], Ids(shell.Get("Get-QubridModel; Get-QubridModel a*; Get-QubridModel -ConnectionTimeoutSeconds 3")));
        Assert.Single(service.Bodies);
        shell.Get("Get-QubridModel -Refresh");
        Assert.Equal(2, service.Bodies.Count);
        shell.Get($"Connect-Qubrid -ApiKey other -BaseUri {service.BaseUri}; Get-QubridModel");
        Assert.Equal(3, service.Bodies.Count);
    }

    [Fact]
    public async Task Failure_is_reported_and_not_cached()
    {
        var isUp = false;
        await using var service = await StubServer.StartAsync(context =>
            isUp ? StubResponses.SendAsync(context, """{"data":[{"id":"a/b"}]}""") : StubResponses.SendErrorAsync(context, 401, "who are you"));
        using var shell = service.Connect();
        var error = shell.Run("Get-QubridModel").Error;
        Assert.Equal("Qubrid.Unauthorized,QubridPS.GetQubridModelCommand", error.FullyQualifiedErrorId);
        isUp = true;
        Assert.Equal(["a/b"], Ids(shell.Get("Get-QubridModel")));
    }

    private static IEnumerable<string?> Ids(IEnumerable<PSObject> models) => models.Select(model => model.GetText("Id"));
}
