using Qubrid.Mock;
using QubridPS.Connections;
using QubridPS.Errors;

namespace QubridPS;

/// <summary>Base class of the cmdlets that use one mock server.</summary>
public abstract class MockServerCmdletBase : QubridCmdletBase
{
    /// <summary>Specifies the mock server. The default is the server that was started last in the current session.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public MockServer? Server { get; set; }

    private protected MockServer ResolvedServer => Server ?? ModuleState.Current.Servers.Latest ?? throw MockErrors.MockServerMissing();
}
