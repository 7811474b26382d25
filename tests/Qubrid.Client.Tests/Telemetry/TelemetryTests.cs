using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Qubrid.Client.Tests.Telemetry;

/// <summary>Tests the OpenTelemetry semantic conventions for generative AI. Each test uses its own model name, because tests run in parallel.</summary>
public class TelemetryTests
{
    private static readonly string s_response = Sse.CreateStream(
        """{"id":"c1","model":"m-2","choices":[{"index":0,"delta":{"content":"secret answer"}}]}""",
        Chunk.Stop(),
        """{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}""");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Chat_call_records_one_span_and_two_metrics(bool stream)
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(s_response));
        using var client = server.Connect();
        using var listener = new TelemetryListener(nameof(Chat_call_records_one_span_and_two_metrics) + stream);
        var request = new ChatRequest { Model = listener.Model, Messages = [new ChatMessage { Content = "secret prompt" }], MaxTokens = 9, Temperature = 0.5 };
        if (stream)
        {
            await client.ReadUpdatesAsync([], request: request);
        }
        else
        {
            await client.CompleteAsync(request: request);
        }

        var span = listener.GetSpan();
        Assert.Equal("chat " + listener.Model, span.DisplayName);
        Assert.Equal(ActivityKind.Client, span.Kind);
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
        var tags = span.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value);
        Assert.Equal(("chat", "qubrid", "127.0.0.1"), (tags["gen_ai.operation.name"], tags["gen_ai.provider.name"], tags["server.address"]));
        Assert.Equal((9, 0.5), (tags["gen_ai.request.max_tokens"], tags["gen_ai.request.temperature"]));
        Assert.Equal(("c1", "m-2", 3L, 2L), (tags["gen_ai.response.id"], tags["gen_ai.response.model"], tags["gen_ai.usage.input_tokens"], tags["gen_ai.usage.output_tokens"]));
        Assert.Equal(["stop"], Assert.IsType<string[]>(tags["gen_ai.response.finish_reasons"]));
        Assert.DoesNotContain(tags.Values, value => value?.ToString()?.Contains("secret", StringComparison.Ordinal) is true);

        Assert.True(listener.GetMeasurement("gen_ai.client.operation.duration") > 0);
        Assert.Equal(3, listener.GetMeasurement("gen_ai.client.token.usage", "gen_ai.token.type", "input"));
        Assert.Equal(2, listener.GetMeasurement("gen_ai.client.token.usage", "gen_ai.token.type", "output"));
    }

    [Fact]
    public async Task Failed_call_records_the_error_kind()
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(429, """{"error":{"message":"slow down"}}"""));
        using var client = server.Connect();
        using var listener = new TelemetryListener(nameof(Failed_call_records_the_error_kind));
        await client.ExpectFailureAsync(request: TestClient.CreateRequest(listener.Model));
        var span = listener.GetSpan();
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal("RateLimited", span.GetTagItem("error.type"));
        Assert.Equal("RateLimited", span.StatusDescription); // a message of the service may repeat words of the prompt
        Assert.True(listener.GetMeasurement("gen_ai.client.operation.duration", "error.type", "RateLimited") > 0);
    }

    [Fact]
    public async Task Disposing_an_unfinished_stream_ends_its_span()
    {
        await using var server = await TestServer.StartAsync(StubResponses.StallAfter(Sse.CreateEvents(Chunk.Text("one"))));
        using var client = server.Connect();
        using var listener = new TelemetryListener(nameof(Disposing_an_unfinished_stream_ends_its_span));
        using (var call = client.CreateChatCall(TestClient.CreateRequest(listener.Model), TestClient.NoRetry, default))
        {
            Assert.True(await call.MoveNextAsync());
            Assert.Empty(listener.Spans);
        }

        Assert.True(listener.GetSpan().Duration > TimeSpan.Zero);
    }

    private sealed class TelemetryListener : IDisposable
    {
        private readonly ActivityListener _activityListener;
        private readonly MeterListener _meterListener = new();
        private readonly ConcurrentQueue<(string Name, double Value, Dictionary<string, object?> Tags)> _measurements = new();

        internal TelemetryListener(string model)
        {
            Model = model;
            _activityListener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "QubridPS",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = span => _ = IsOwnSpan(span) ? Collect(span) : null,
            };
            ActivitySource.AddActivityListener(_activityListener);
            _meterListener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "QubridPS")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _meterListener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => AddMeasurement(instrument.Name, value, tags));
            _meterListener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => AddMeasurement(instrument.Name, value, tags));
            _meterListener.Start();
        }

        internal string Model { get; }

        internal ConcurrentQueue<Activity> Spans { get; } = new();

        internal Activity GetSpan() => Assert.Single(Spans);

        internal double GetMeasurement(string name, string? tag = null, object? value = null) =>
            Assert.Single(_measurements, measurement => measurement.Name == name && (tag is null || Equals(measurement.Tags.GetValueOrDefault(tag), value))).Value;

        public void Dispose()
        {
            _activityListener.Dispose();
            _meterListener.Dispose();
        }

        private bool IsOwnSpan(Activity span) => Equals(span.GetTagItem("gen_ai.request.model"), Model);

        private Activity Collect(Activity span)
        {
            Spans.Enqueue(span);
            return span;
        }

        private void AddMeasurement(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var allTags = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value);
            if (Equals(allTags["gen_ai.request.model"], Model))
            {
                _measurements.Enqueue((name, value, allTags));
            }
        }
    }
}
