namespace Qubrid.Client.Tests.Gateways;

internal static partial class GatewayResponses
{
    private const string UsageField = ",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}";
    private const string MetricsField = ",\"x_metrics\":{\"ttft_seconds\":0.25,\"tps\":40,\"total_time_seconds\":1.5}";

    private static GatewayResponse[] UsageNumbers() =>
    [
        new("usage in the last choice chunk", Sse.CreateStream(Chunk.Text("Hello"), Chunk.Stop(extraFields: UsageField + MetricsField)))
        {
            Usage = (3, 2, 5), Metrics = (0.25, 40, 1.5),
        },
        new("usage in a separate chunk", Sse.CreateStream(Chunk.Text("Hello"), Chunk.Stop(), "{\"choices\":[]" + UsageField + MetricsField + "}"))
        {
            Usage = (3, 2, 5), Metrics = (0.25, 40, 1.5),
        },
        new("usage and metrics in two separate chunks", Sse.CreateStream(
            Chunk.Text("Hello"), Chunk.Stop(), "{\"choices\":[]" + UsageField + "}", "{\"choices\":null" + MetricsField + "}"))
        {
            Usage = (3, 2, 5), Metrics = (0.25, 40, 1.5),
        },
        new("usage absent", Sse.TextStream("Hello")),
        new("usage null", Sse.CreateStream(Chunk.Text("Hello"), Chunk.Stop(extraFields: ",\"usage\":null,\"x_metrics\":null"))),
        new("usage, then null", Sse.CreateStream(
            Chunk.Text("Hello"), Chunk.Stop(extraFields: UsageField + MetricsField), "{\"choices\":[],\"usage\":null,\"x_metrics\":null}"))
        {
            Usage = (3, 2, 5), Metrics = (0.25, 40, 1.5),
        },
        new("usage incomplete", Sse.CreateStream(
            Chunk.Text("Hello"), Chunk.Stop(extraFields: ",\"usage\":{\"completion_tokens\":2},\"x_metrics\":{\"tps\":null}")))
        {
            Usage = (null, 2, null), Metrics = (null, null, null),
        },
        new("token count growing", Sse.CreateStream(
            Chunk.Delta("\"content\":\"Hel\"", extraFields: ",\"usage\":{\"completion_tokens\":1}"),
            Chunk.Delta("\"content\":\"lo\"", extraFields: ",\"usage\":{\"completion_tokens\":2}"),
            Chunk.Stop()))
        {
            Usage = (null, 2, null),
        },
        new("numbers with a fraction", Sse.CreateStream(
            """{"created":1710000000.0,"choices":[{"index":0.0,"delta":{"content":"Hello"},"finish_reason":null}]}""",
            """{"choices":[{"index":0.0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":3.0,"completion_tokens":2e0,"total_tokens":5.00}}"""))
        {
            Usage = (3, 2, 5),
            Check = completion => Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1710000000), completion.Created),
        },
        new("numbers out of range", Sse.CreateStream(
            """{"created":1e300,"choices":[{"index":0,"delta":{"content":"Hello"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1e99,"total_tokens":"5"}}"""))
        {
            Usage = (null, null, 5),
            Check = completion => Assert.Null(completion.Created),
        },
    ];
}
