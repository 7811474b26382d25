namespace Qubrid.Client.Tests.Gateways;

public class StreamedResponseTests
{
    [Theory]
    [MemberData(nameof(GatewayResponses.Names), MemberType = typeof(GatewayResponses))]
    public Task Response_split_at_every_byte_has_the_expected_result(string name) =>
        ResponseSplit.ForEachAsync(GatewayResponses.Find(name), isStream: true, GatewayAssert.StreamedAsync);
}
