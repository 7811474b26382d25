namespace QubridPS.Tests.Support;

/// <summary>Represents a session that is connected to the module's mock server, and the requests of that server.</summary>
internal sealed class MockShell : IDisposable
{
    private readonly PSObject _server;

    internal MockShell() => _server = Shell.Get("($mock = Start-QubridMockServer -Connect)").Single();

    internal Shell Shell { get; } = new();

    internal List<PSObject> Requests => [.. ((System.Collections.IEnumerable)_server.GetValue("Requests")!).Cast<object>().Select(PSObject.AsPSObject)];

    internal List<string> Prompts => [.. Requests.Select(request => request.GetText("Prompt")!)];

    internal System.Text.Json.JsonElement Body(int index = 0) =>
        System.Text.Json.JsonDocument.Parse(Requests[index].GetText("Body")!).RootElement;

    internal List<PSObject> Get(string script, params object?[] arguments) => Shell.Get(script, arguments);

    internal ShellResult Run(string script, params object?[] arguments) => Shell.Run(script, arguments);

    public void Dispose() => Shell.Dispose();
}
