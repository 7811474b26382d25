using Qubrid.Mock;
using QubridPS.Connections;
using QubridPS.Errors;

namespace QubridPS;

/// <summary>A cmdlet about one mock server: the given one, or the newest of the session.</summary>
public abstract class MockServerCmdletBase : QubridCmdletBase
{
    /// <summary>The server; the session's newest where none is given.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public MockServer? Server { get; set; }

    private protected MockServer ResolvedServer => Server ?? ModuleState.Current.Servers.Latest ?? throw InputErrors.MockServerMissing();
}
