using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Qubrid.Client.Security;
using Qubrid.Client.Serialization;

namespace Qubrid.Client.Tests.Fuzzing;

public class ResponseFuzzTests
{
    private const int InputCount = 5000;

    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(InputCount).WithReplay(20240310, 1).WithEndSize(60);

    /// <summary>Tests 5,000 bodies, alternately as a stream and as a buffered response.</summary>
    [Fact]
    public async Task Any_body_is_a_completion_or_a_QubridApiException()
    {
        var bodies = new ConcurrentDictionary<string, byte[]>();
        await using var server = await TestServer.StartAsync(async context =>
        {
            using var request = JsonDocument.Parse(await context.ReadBodyAsync());
            var number = request.RootElement.GetProperty("model").GetString()!;
            context.Response.ContentType = number[^1] % 2 == 0 ? "text/event-stream" : "application/json";
            bodies.TryRemove(number, out var body);
            await context.Response.Body.WriteAsync(body);
        });
        using var client = server.Connect();
        var (count, succeeded) = (0, 0);
        await Task.Run(() => Prop.ForAll(BodyGenerators.Bodies, body =>
        {
            var number = (++count).ToString(CultureInfo.InvariantCulture);
            bodies[number] = body;
            succeeded += HasExpectedOutcome(client, number) ? 1 : 0;
        }).Check(s_config));
        Assert.Equal(InputCount, count);
        Assert.InRange(succeeded, InputCount / 20, InputCount - (InputCount / 20)); // both outcomes occur
    }

    /// <summary>Tests the reader alone with 5,000 texts. The client relies on it to throw only JsonException or InvalidOperationException.</summary>
    [Fact]
    public void Any_text_is_a_chunk_or_one_of_two_exceptions() => Prop.ForAll(BodyGenerators.Bodies, body =>
    {
        try
        {
            var completion = new CompletionBuilder(KeyRedactor.None);
            CompletionReader.Read(body.AsSpan(body.AsSpan().StartsWith("data: "u8) ? 6 : 0), completion);
            completion.Build([], null, null);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
        }
    }).Check(s_config);

    // FsCheck cannot await a property here.
    private static bool HasExpectedOutcome(QubridClient client, string number)
    {
        try
        {
            return client.CompleteAsync(request: TestClient.CreateRequest(number)).GetAwaiter().GetResult() is not null;
        }
        catch (QubridApiException)
        {
            return false;
        }
    }
}
