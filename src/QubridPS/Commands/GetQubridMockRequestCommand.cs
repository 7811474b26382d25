using Qubrid.Mock;

namespace QubridPS;

/// <summary>Gets the chat requests that a mock server received, in order.</summary>
[Cmdlet(VerbsCommon.Get, "QubridMockRequest", HelpUri = HelpUriBase + "Get-QubridMockRequest.md")]
[OutputType(typeof(MockRequest))]
public sealed class GetQubridMockRequestCommand : MockServerCmdletBase
{
    /// <summary>Indicates that only requests without a matching reply are returned.</summary>
    [Parameter]
    public SwitchParameter Unmatched { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => InvokeWithErrorHandling(() =>
        WriteObject(ResolvedServer.Requests.Where(request => !Unmatched || !request.IsMatched), enumerateCollection: true));
}
