using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Qubrid.Client.Tests.Telemetry;

/// <summary>What OpenTelemetry sees, by its conventions for generative AI. Other tests run beside: each looks at its own model only.</summary>
public class TelemetryTests
{
    private static readonly string s_answer = Sse.Stream(
        """{"id":"c1","model":"m-2","choices":[{"index":0,"delta":{"content":"secret answer"}}]}""",
        Chunk.Stop(),
        """{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}""");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_chat_is_a_span_and_two_figures(bool stream)
    {
        await using var server = await WireServer.StartAsync(Answers.Stream(s_answer));
        using var client = server.Connect();
        using var watch = new Watch(nameof(A_chat_is_a_span_and_two_figures) + stream);
        var request = new ChatRequest { Model = watch.Model, Messages = [new ChatMessage { Content = "secret prompt" }], MaxTokens = 9, Temperature = 0.5 };
        if (stream)
        {
            await client.StreamAsync([], request: request);
        }
        else
        {
            await client.CompleteAsync(request: request);
        }

        var span = watch.Span();
        Assert.Equal("chat " + watch.Model, span.DisplayName);
        Assert.Equal(ActivityKind.Client, span.Kind);
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
        var tags = span.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value);
        Assert.Equal(("chat", "qubrid", "127.0.0.1"), (tags["gen_ai.operation.name"], tags["gen_ai.provider.name"], tags["server.address"]));
        Assert.Equal((9, 0.5), (tags["gen_ai.request.max_tokens"], tags["gen_ai.request.temperature"]));
        Assert.Equal(("c1", "m-2", 3L, 2L), (tags["gen_ai.response.id"], tags["gen_ai.response.model"], tags["gen_ai.usage.input_tokens"], tags["gen_ai.usage.output_tokens"]));
        Assert.Equal(["stop"], Assert.IsType<string[]>(tags["gen_ai.response.finish_reasons"]));
        Assert.DoesNotContain(tags.Values, value => value?.ToString()?.Contains("secret", StringComparison.Ordinal) is true);

        Assert.True(watch.Figure("gen_ai.client.operation.duration") > 0);
        Assert.Equal(3, watch.Figure("gen_ai.client.token.usage", "gen_ai.token.type", "input"));
        Assert.Equal(2, watch.Figure("gen_ai.client.token.usage", "gen_ai.token.type", "output"));
    }

    [Fact]
    public async Task A_failure_is_an_error_of_its_kind()
    {
        await using var server = await WireServer.StartAsync(Answers.Status(429, """{"error":{"message":"slow down"}}"""));
        using var client = server.Connect();
        using var watch = new Watch(nameof(A_failure_is_an_error_of_its_kind));
        await client.FailAsync(request: Ask.Request(watch.Model));
        var span = watch.Span();
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal("RateLimited", span.GetTagItem("error.type"));
        Assert.True(watch.Figure("gen_ai.client.operation.duration", "error.type", "RateLimited") > 0);
    }

    [Fact]
    public async Task A_stream_that_nobody_reads_on_ends_its_span()
    {
        await using var server = await WireServer.StartAsync(Answers.StallAfter(Sse.Events(Chunk.Text("one"))));
        using var client = server.Connect();
        using var watch = new Watch(nameof(A_stream_that_nobody_reads_on_ends_its_span));
        using (var call = client.CreateChatCall(Ask.Request(watch.Model), Ask.Once, default))
        {
            Assert.True(await call.MoveNextAsync());
            Assert.Empty(watch.Spans);
        }

        Assert.True(watch.Span().Duration > TimeSpan.Zero);
    }

    private sealed class Watch : IDisposable
    {
        private readonly ActivityListener _spans;
        private readonly MeterListener _figures = new();
        private readonly ConcurrentQueue<(string Name, double Value, Dictionary<string, object?> Tags)> _measured = new();

        internal Watch(string model)
        {
            Model = model;
            _spans = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "QubridPS",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = span => _ = Mine(span) ? Keep(span) : null,
            };
            ActivitySource.AddActivityListener(_spans);
            _figures.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "QubridPS")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _figures.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Measure(instrument.Name, value, tags));
            _figures.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measure(instrument.Name, value, tags));
            _figures.Start();
        }

        internal string Model { get; }

        internal ConcurrentQueue<Activity> Spans { get; } = new();

        internal Activity Span() => Assert.Single(Spans);

        internal double Figure(string name, string? tag = null, object? value = null) =>
            Assert.Single(_measured, each => each.Name == name && (tag is null || Equals(each.Tags.GetValueOrDefault(tag), value))).Value;

        public void Dispose()
        {
            _spans.Dispose();
            _figures.Dispose();
        }

        private bool Mine(Activity span) => Equals(span.GetTagItem("gen_ai.request.model"), Model);

        private Activity Keep(Activity span)
        {
            Spans.Enqueue(span);
            return span;
        }

        private void Measure(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var all = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value);
            if (Equals(all["gen_ai.request.model"], Model))
            {
                _measured.Enqueue((name, value, all));
            }
        }
    }
}
