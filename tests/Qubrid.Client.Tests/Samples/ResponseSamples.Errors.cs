using System.Net;

namespace Qubrid.Client.Tests.Samples;

internal static partial class ResponseSamples
{
    private const string Overloaded = """{"error":{"message":"Overloaded","type":"server_error","code":"busy"}}""";

    private static ResponseSample[] ErrorSamples() =>
    [
        CreateErrorSample("error in the middle", Sse.CreateStream(Chunk.Text("Hello"), Overloaded)) with
        {
            CheckFailure = failure =>
            {
                Assert.Equal(HttpStatusCode.OK, failure.StatusCode);
                Assert.Equal("Overloaded", failure.ServiceMessage);
                Assert.Equal("server_error", failure.ErrorType);
                Assert.Equal("busy", failure.ErrorCode);
            },
        },
        CreateErrorSample("error only", Sse.CreateEvents(Overloaded)) with { Text = null },
        CreateErrorSample("error as text", Sse.CreateStream(Chunk.Text("Hello"), """{"error":"Overloaded"}""")),
        CreateErrorSample("error event", Sse.CreateEvents(Chunk.Text("Hello")) + "event: error\ndata: " + Overloaded + "\n\n"),
        CreateErrorSample("error event without an error field", Sse.CreateEvents(Chunk.Text("Hello")) + "event: error\ndata: {\"message\":\"Overloaded\"}\n\n"),
        CreateErrorSample("error event of plain text", Sse.CreateEvents(Chunk.Text("Hello")) + "event: error\ndata: Overloaded\n\n"),
        CreateErrorSample("error with empty choices", Sse.CreateStream(Chunk.Text("Hello"), Overloaded.Insert(1, "\"choices\":[],"))),
        CreateErrorSample("error object of vLLM", Sse.CreateStream(Chunk.Text("Hello"), """{"object":"error","message":"Overloaded","type":"x","code":40}""")),
        CreateErrorSample("error after the finish reason", Sse.CreateStream(Chunk.Text("Hello"), Chunk.Stop(), Overloaded)),
        new("error null", Sse.CreateStream(Chunk.Delta("\"content\":\"Hello\"", extraFields: ",\"error\":null"), Chunk.Stop(extraFields: ",\"error\":null"))),
        CreateErrorSample("error in a buffered response", Overloaded) with { ContentType = "application/json", Text = null },
    ];

    private static ResponseSample CreateErrorSample(string name, string body) => new(name, body)
    {
        ExpectedError = QubridErrorKind.StreamError,
        CheckFailure = failure => Assert.Equal("Overloaded", failure.ServiceMessage),
    };
}
