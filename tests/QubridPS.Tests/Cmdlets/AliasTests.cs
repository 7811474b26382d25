using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests the names that users guess for parameters.</summary>
public class AliasTests
{
    [Theory]
    [InlineData("System", "SystemPrompt")]
    [InlineData("Tool", "Tools")]
    [InlineData("Schema", "JsonSchema")]
    [InlineData("MaximumRetryCount", "RetryCount")]
    public void Every_cmdlet_with_the_parameter_has_the_alias(string parameter, string alias)
    {
        using var shell = new Shell();
        var commands = shell.Get("param($name) Get-Command -Module QubridPS | Where-Object { $_.Parameters.ContainsKey($name) } | ForEach-Object { $_.Parameters[$name] }", parameter);
        Assert.NotEmpty(commands);
        Assert.All(commands, command => Assert.Contains(alias, ((ParameterMetadata)command.BaseObject).Aliases));
    }

    [Fact]
    public void Conversation_has_the_alias_Messages()
    {
        using var shell = new Shell();
        var parameters = shell.Get("'Invoke-QubridChat', 'Enter-QubridChat', 'New-QubridCompletion' | ForEach-Object { (Get-Command $_).Parameters['Message'] }");
        Assert.All(parameters, parameter => Assert.Equal(["Messages"], ((ParameterMetadata)parameter.BaseObject).Aliases));
    }

    [Theory]
    [InlineData("-SystemPrompt short -Messages @{ role = 'user'; content = 'before' } -JsonSchema 'a int' -RetryCount 0 -Tools Get-Command -MaxSchemaRetry 0")]
    [InlineData("-Sys short -Mess @{ role = 'user'; content = 'before' } -Sche 'a int' -MaximumRetryC 0 -Tool Get-Command -MaxSchemaRetry 0")]
    public void Aliases_and_abbreviations_are_bound(string arguments)
    {
        using var mock = new MockShell();
        mock.Get("Add-QubridMockReply -Json @{ a = 1 }");
        Assert.Equal("1", mock.Get($"Invoke-QubridChat now {arguments}").Single().GetText("Data.a"));
        Assert.StartsWith("short", mock.Body().GetProperty("messages")[0].GetProperty("content").GetString(), StringComparison.Ordinal);
        Assert.Equal("before", mock.Body().GetProperty("messages")[1].GetProperty("content").GetString());
        Assert.Equal(1, mock.Body().GetProperty("tools").GetArrayLength());
    }

    [Theory]
    [InlineData("Invoke-QubridChat x -Retry 5")]
    [InlineData("Connect-Qubrid -ApiKey k -Retry 5")]
    [InlineData("Get-QubridModel -Retry 5")]
    [InlineData("Test-QubridConnection -Retry 5")]
    [InlineData("Invoke-QubridChat x -MaximumRetry 5")]
    [InlineData("Invoke-QubridChat x -Max 5")]
    public void Ambiguous_abbreviation_is_rejected(string script)
    {
        using var mock = new MockShell();
        Assert.StartsWith("AmbiguousParameter,", mock.Run(script).Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(mock.Requests);
    }
}
