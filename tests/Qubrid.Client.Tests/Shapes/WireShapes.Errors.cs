using System.Net;

namespace Qubrid.Client.Tests.Shapes;

internal static partial class WireShapes
{
    private const string Overloaded = """{"error":{"message":"Overloaded","type":"server_error","code":"busy"}}""";

    private static WireShape[] Errors() =>
    [
        Error("error in the middle", Sse.Stream(Chunk.Text("Hello"), Overloaded)) with
        {
            CheckFailure = failure =>
            {
                Assert.Equal(HttpStatusCode.OK, failure.StatusCode);
                Assert.Equal("Overloaded", failure.ServiceMessage);
                Assert.Equal("server_error", failure.ErrorType);
                Assert.Equal("busy", failure.ErrorCode);
            },
        },
        Error("error at once", Sse.Events(Overloaded)) with { Text = null },
        Error("error as text", Sse.Stream(Chunk.Text("Hello"), """{"error":"Overloaded"}""")),
        Error("error event", Sse.Events(Chunk.Text("Hello")) + "event: error\ndata: " + Overloaded + "\n\n"),
        Error("error event without an error field", Sse.Events(Chunk.Text("Hello")) + "event: error\ndata: {\"message\":\"Overloaded\"}\n\n"),
        Error("error event of plain text", Sse.Events(Chunk.Text("Hello")) + "event: error\ndata: Overloaded\n\n"),
        Error("error with empty choices", Sse.Stream(Chunk.Text("Hello"), Overloaded.Insert(1, "\"choices\":[],"))),
        Error("error object of vLLM", Sse.Stream(Chunk.Text("Hello"), """{"object":"error","message":"Overloaded","type":"x","code":40}""")),
        Error("error behind the finish", Sse.Stream(Chunk.Text("Hello"), Chunk.Stop(), Overloaded)),
        new("error null", Sse.Stream(Chunk.Delta("\"content\":\"Hello\"", more: ",\"error\":null"), Chunk.Stop(more: ",\"error\":null"))),
        Error("error in a whole answer", Overloaded) with { ContentType = "application/json", Text = null },
    ];

    private static WireShape Error(string name, string body) => new(name, body)
    {
        Fails = QubridErrorKind.StreamError,
        CheckFailure = failure => Assert.Equal("Overloaded", failure.ServiceMessage),
    };
}
