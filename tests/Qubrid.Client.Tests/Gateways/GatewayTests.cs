using Qubrid.Client.Http;

namespace Qubrid.Client.Tests.Gateways;

public class GatewayTests
{
    private const int MaxConcurrency = 512;

    [Theory]
    [MemberData(nameof(GatewayResponses.Names), MemberType = typeof(GatewayResponses))]
    public async Task Streamed_response_split_at_every_byte_has_the_expected_result(string name)
    {
        var response = GatewayResponses.Find(name);
        await ForEachSplitAsync(response, cut => CallAsync(response, cut, isStream: true, GatewayAssert.StreamedAsync));
    }

    [Theory]
    [MemberData(nameof(GatewayResponses.Names), MemberType = typeof(GatewayResponses))]
    public async Task Buffered_response_split_at_every_byte_has_the_expected_result(string name)
    {
        var response = GatewayResponses.Find(name);
        await ForEachSplitAsync(response, cut => CallAsync(response, cut, isStream: false, GatewayAssert.CompleteAsync));
    }

    [Theory]
    [MemberData(nameof(GatewayResponses.Names), MemberType = typeof(GatewayResponses))]
    public async Task Response_that_arrives_as_one_body_has_the_expected_result(string name)
    {
        var response = GatewayResponses.Find(name);
        var relabeled = response.HasFixedContentType ? response : response with { ContentType = "application/json" };
        await CallAsync(relabeled, relabeled.Body.Length, isStream: true, GatewayAssert.StreamedAsync);
        await CallAsync(relabeled, relabeled.Body.Length, isStream: true, GatewayAssert.CompleteAsync);
    }

    [Theory]
    [MemberData(nameof(GatewayResponses.Names), MemberType = typeof(GatewayResponses))]
    public async Task Response_of_a_real_server_has_the_expected_result(string name)
    {
        var response = GatewayResponses.Find(name);
        await using var server = await GatewayServer.StartAsync(response);
        using var client = server.Connect();
        using var streamed = client.CreateChatCall(TestClient.CreateRequest(), TestClient.NoRetry, default);
        await GatewayAssert.StreamedAsync(response, streamed);
        using var complete = client.CreateChatCall(TestClient.CreateRequest(stream: false), TestClient.NoRetry, default);
        await GatewayAssert.CompleteAsync(response, complete);
    }

    private static Task ForEachSplitAsync(GatewayResponse response, Func<int, Task> callAsync) => Parallel.ForEachAsync(
        Enumerable.Range(1, Math.Max(response.Body.Length, 1)),
        new ParallelOptions { MaxDegreeOfParallelism = response.Ending == ResponseEnding.Silence ? MaxConcurrency : Environment.ProcessorCount },
        async (cut, _) => await callAsync(cut));

    private static async Task CallAsync(GatewayResponse response, int cut, bool isStream, Func<GatewayResponse, ChatCall, Task> assertAsync)
    {
        using var handler = new GatewayHandler(response, cut);
        using var transport = handler.CreateTransport();
        using var call = new HttpChatCall(transport, TestClient.CreateRequest(stream: isStream), TestClient.NoRetry, observer: null, CancellationToken.None);
        await assertAsync(response, call);
        Assert.Equal(1, handler.Requests);
    }
}
