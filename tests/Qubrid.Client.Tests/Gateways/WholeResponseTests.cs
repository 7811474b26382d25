namespace Qubrid.Client.Tests.Gateways;

public class WholeResponseTests
{
    [Theory]
    [MemberData(nameof(GatewayResponses.Names), MemberType = typeof(GatewayResponses))]
    public async Task Response_that_arrives_as_one_body_has_the_expected_result(string name)
    {
        var response = GatewayResponses.Find(name);
        var relabeled = response.HasFixedContentType ? response : response with { ContentType = "application/json" };
        await Task.WhenAll(
            ResponseSplit.CallAsync(relabeled, relabeled.Body.Length, isStream: true, GatewayAssert.StreamedAsync),
            ResponseSplit.CallAsync(relabeled, relabeled.Body.Length, isStream: true, GatewayAssert.CompleteAsync));
    }
}
