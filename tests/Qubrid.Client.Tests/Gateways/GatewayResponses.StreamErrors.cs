using System.Net;

namespace Qubrid.Client.Tests.Gateways;

internal static partial class GatewayResponses
{
    private const string Overloaded = """{"error":{"message":"Overloaded","type":"server_error","code":"busy"}}""";

    private static GatewayResponse[] StreamErrors() =>
    [
        Overload("error in the middle", Sse.CreateStream(Chunk.Text("Hello"), Overloaded)) with
        {
            CheckError = failure =>
            {
                Assert.Equal(HttpStatusCode.OK, failure.StatusCode);
                Assert.Equal("Overloaded", failure.ServiceMessage);
                Assert.Equal("server_error", failure.ErrorType);
                Assert.Equal("busy", failure.ErrorCode);
            },
        },
        Overload("error only", Sse.CreateEvents(Overloaded)) with { Text = null },
        Overload("error as text after text", Sse.CreateStream(Chunk.Text("Hello"), """{"error":"Overloaded"}""")),
        Overload("error event", Sse.CreateEvents(Chunk.Text("Hello")) + "event: error\ndata: " + Overloaded + "\n\n"),
        Overload("error event without an error field", Sse.CreateEvents(Chunk.Text("Hello")) + "event: error\ndata: {\"message\":\"Overloaded\"}\n\n"),
        Overload("error event of plain text", Sse.CreateEvents(Chunk.Text("Hello")) + "event: error\ndata: Overloaded\n\n"),
        Overload("error with empty choices", Sse.CreateStream(Chunk.Text("Hello"), Overloaded.Insert(1, "\"choices\":[],"))),
        Overload("error object of vLLM", Sse.CreateStream(Chunk.Text("Hello"), """{"object":"error","message":"Overloaded","type":"x","code":40}""")),
        Overload("error after the finish reason", Sse.CreateStream(Chunk.Text("Hello"), Chunk.Stop(), Overloaded)),
        new("error null", Sse.CreateStream(Chunk.Delta("\"content\":\"Hello\"", extraFields: ",\"error\":null"), Chunk.Stop(extraFields: ",\"error\":null"))),
        Overload("error in a buffered response", Overloaded) with { ContentType = "application/json", Text = null },
    ];

    private static GatewayResponse Overload(string name, string body) => new(name, body)
    {
        Error = QubridErrorKind.StreamError,
        CheckError = failure => Assert.Equal("Overloaded", failure.ServiceMessage),
    };
}
