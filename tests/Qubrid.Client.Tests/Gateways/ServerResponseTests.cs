namespace Qubrid.Client.Tests.Gateways;

public class ServerResponseTests
{
    [Theory]
    [MemberData(nameof(GatewayResponses.Names), MemberType = typeof(GatewayResponses))]
    public async Task Response_of_a_real_server_has_the_expected_result(string name)
    {
        var response = GatewayResponses.Find(name);
        await using var server = await GatewayServer.StartAsync(response);
        using var client = server.Connect();
        using var streamed = client.CreateChatCall(TestClient.CreateRequest(), TestClient.NoRetry, default);
        using var complete = client.CreateChatCall(TestClient.CreateRequest(stream: false), TestClient.NoRetry, default);
        await Task.WhenAll(GatewayAssert.StreamedAsync(response, streamed), GatewayAssert.CompleteAsync(response, complete));
    }
}
