using Qubrid.Mock;
using QubridPS.Commands;

namespace QubridPS;

/// <summary>Gives the chat requests that a mock server got, in order, to assert on.</summary>
[Cmdlet(VerbsCommon.Get, "QubridMockRequest", HelpUri = HelpUris.Base + "Get-QubridMockRequest.md")]
[OutputType(typeof(MockRequest))]
public sealed class GetQubridMockRequestCommand : MockServerCmdletBase
{
    /// <summary>Only those for which no reply was set up.</summary>
    [Parameter]
    public SwitchParameter Unmatched { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => InvokeWithErrorHandling(() =>
        WriteObject(ResolvedServer.Requests.Where(request => !Unmatched || !request.IsMatched), enumerateCollection: true));
}
