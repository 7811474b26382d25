using Qubrid.Client.Http;

namespace Qubrid.Client.Tests.Gateways;

/// <summary>Reads a response of the table in memory, split into two reads at every position, and once byte by byte.</summary>
internal static class ResponseSplit
{
    private const int MaxConcurrency = 512;

    // The large response has millions of positions; some of them are tested.
    private const int LargePositions = 7;

    internal static Task ForEachAsync(GatewayResponse response, bool isStream, Func<GatewayResponse, ChatCall, Task> assertAsync) => Parallel.ForEachAsync(
        Positions(response),
        new ParallelOptions { MaxDegreeOfParallelism = response.Ending == ResponseEnding.Silence ? MaxConcurrency : Environment.ProcessorCount },
        async (cut, _) => await CallAsync(response, cut, isStream, assertAsync));

    internal static async Task CallAsync(GatewayResponse response, int cut, bool isStream, Func<GatewayResponse, ChatCall, Task> assertAsync)
    {
        using var handler = new GatewayHandler(response, cut);
        using var transport = handler.CreateTransport();
        using var call = new HttpChatCall(transport, TestClient.CreateRequest(stream: isStream), TestClient.NoRetry, observer: null, CancellationToken.None);
        await assertAsync(response, call);
        Assert.Equal(1, handler.Requests);
    }

    private static IEnumerable<int> Positions(GatewayResponse response)
    {
        var length = Math.Max(response.Body.Length, 1);
        return response.Name == GatewayResponses.LargeEvent
            ? Enumerable.Range(1, LargePositions).Select(index => index * (length / LargePositions))
            : Enumerable.Range(0, length + 1);
    }
}
