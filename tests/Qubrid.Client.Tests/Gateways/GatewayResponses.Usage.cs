namespace Qubrid.Client.Tests.Gateways;

internal static partial class GatewayResponses
{
    private static GatewayResponse[] UsagePlaces() =>
    [
        UsageIn("in the choice, as Kimi sends it", Chunk.Text("Hello"), "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"" + UsageOf(3, 2, 5) + "}]}"),
        UsageIn("in the choice of a buffered response", """{"choices":[{"message":{"content":"Hello"},"finish_reason":"stop","usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}]}"""),
        UsageIn("in x_groq", Chunk.Delta("\"content\":\"Hello\"", extraFields: ",\"x_groq\":{\"id\":\"r1\"}"), Chunk.Stop(extraFields: ",\"x_groq\":{\"id\":\"r1\"" + UsageOf(3, 2, 5) + "}")),
        UsageIn("in x_groq of a buffered response", Chunk.Complete("Hello", ",\"x_groq\":{" + UsageOf(3, 2, 5)[1..] + "}")),
        UsageIn("in x_groq that is null before", Chunk.Delta("\"content\":\"Hello\"", extraFields: ",\"x_groq\":null"), Chunk.Stop(extraFields: UsageOf(3, 2, 5) + ",\"x_groq\":\"r1\"")),
        UsageIn("split over several chunks",
            Chunk.Delta("\"content\":\"Hello\"", extraFields: ",\"usage\":{\"prompt_tokens\":3}"), Chunk.Stop(extraFields: ",\"usage\":{\"completion_tokens\":2}"), "{\"choices\":[],\"usage\":{\"total_tokens\":5}}"),
        UsageIn("split over several fields", Chunk.Delta("\"content\":\"Hello\"", extraFields: ",\"x_groq\":{\"usage\":{\"prompt_tokens\":3}}"),
            """{"choices":[{"delta":{},"finish_reason":"stop","usage":{"completion_tokens":2}}],"usage":{"total_tokens":5}}"""),
        UsageIn("as numeric strings", Chunk.Text("Hello"), Chunk.Stop(extraFields: UsageOf("\"3\"", "\"2\"", "\"5.0\""))),
        UsageIn("followed by zeros", Chunk.Text("Hello"), Chunk.Stop(extraFields: UsageOf(3, 2, 5)), "{\"choices\":[]" + UsageOf(0, 0, 0) + "}"),
        UsageIn("followed by zeros in another field", Chunk.Text("Hello"), Chunk.Stop(extraFields: UsageOf(3, 2, 5)), "{\"choices\":[],\"x_groq\":{" + UsageOf(0, "\"0\"", "null")[1..] + "}}"),
        UsageIn("followed by nulls and by an empty object", Chunk.Text("Hello"), Chunk.Stop(extraFields: UsageOf(3, 2, 5)), "{\"choices\":[]" + UsageOf("null", "null", "null") + "}", "{\"choices\":[],\"usage\":{}}"),
        UsageIn("after zeros", Chunk.Delta("\"content\":\"Hello\"", extraFields: UsageOf(0, 0, 0)), Chunk.Stop(extraFields: UsageOf(3, 2, 5))),
        UsageIn("growing", Chunk.Delta("\"content\":\"Hel\"", extraFields: UsageOf(3, 1, 4)), Chunk.Delta("\"content\":\"lo\"", extraFields: UsageOf(3, 2, 5)), Chunk.Stop()),
        UsageIn("with details that later chunks do not repeat",
            Chunk.Delta("\"content\":\"Hello\"", extraFields: ",\"usage\":{\"prompt_tokens\":3,\"prompt_tokens_details\":{\"cached_tokens\":1}}"),
            Chunk.Stop(extraFields: ",\"usage\":{\"completion_tokens\":2,\"total_tokens\":5,\"prompt_tokens_details\":{\"cached_tokens\":0,\"audio_tokens\":4}}")) with
        {
            Check = completion =>
            {
                var details = Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(completion.Usage!.AdditionalProperties["prompt_tokens_details"]);
                Assert.Equal((1L, 4L), (details["cached_tokens"], details["audio_tokens"]));
            },
        },
        new("usage of zeros only", Sse.CreateStream(Chunk.Text("Hello"), Chunk.Stop(extraFields: UsageOf(0, 0, 0)))) { Usage = (0, 0, 0) },
        new("usage that is not an object", Sse.CreateStream(Chunk.Delta("\"content\":\"Hello\"", extraFields: ",\"usage\":\"\""), Chunk.Stop(extraFields: ",\"usage\":[]"))),
        new("metrics followed by zeros", Sse.CreateStream(
            Chunk.Text("Hello"), Chunk.Stop(extraFields: ",\"x_metrics\":{\"ttft_seconds\":\"0.25\",\"tps\":40}"), """{"choices":[],"x_metrics":{"ttft_seconds":0,"tps":null,"total_time_seconds":1.5}}"""))
        {
            Metrics = (0.25, 40, 1.5),
        },
    ];

    private static GatewayResponse UsageIn(string field, params string[] chunks) =>
        new("usage " + field, chunks.Length == 1 ? chunks[0] : Sse.CreateStream(chunks)) { Usage = (3, 2, 5) };
}
