using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Qubrid.Client.Telemetry;

/// <summary>
/// Emits traces and metrics under the name QubridPS, by OpenTelemetry's semantic conventions for generative AI. Without a listener, calls are not
/// instrumented. Traces and metrics contain no text of prompts or completions.
/// </summary>
internal static class ChatTelemetry
{
    private const string SourceName = "QubridPS";

    private static readonly string? s_version = typeof(ChatTelemetry).Assembly.GetName().Version?.ToString(3);
    private static readonly ActivitySource s_source = new(SourceName, s_version);
    private static readonly Meter s_meter = new(SourceName, s_version);

    private static readonly Histogram<double> s_duration =
        s_meter.CreateHistogram<double>("gen_ai.client.operation.duration", "s", "Duration of a chat call, including retries.");

    private static readonly Histogram<long> s_tokens =
        s_meter.CreateHistogram<long>("gen_ai.client.token.usage", "{token}", "Number of input and output tokens of a chat call.");

    /// <summary>Returns the instrumented call, or the call itself if there is no listener.</summary>
    internal static ChatCall Instrument(ChatCall call, ChatRequest request, Uri endpoint) =>
        s_source.HasListeners() || s_duration.Enabled || s_tokens.Enabled ? new InstrumentedChatCall(call, request, endpoint) : call;

    /// <summary>Starts the activity of a call; returns null if no listener samples it.</summary>
    internal static Activity? StartActivity(ChatRequest request, TagList tags)
    {
        var activity = s_source.StartActivity($"chat {request.Model}", ActivityKind.Client);
        if (activity is not null)
        {
            foreach (var tag in tags)
            {
                activity.SetTag(tag.Key, tag.Value);
            }

            SetRequestTags(activity, request);
        }

        return activity;
    }

    internal static TagList CreateTags(ChatRequest request, Uri endpoint) => new()
    {
        { "gen_ai.operation.name", "chat" },
        { "gen_ai.provider.name", "qubrid" },
        { "gen_ai.request.model", request.Model },
        { "server.address", endpoint.Host },
        { "server.port", endpoint.Port },
    };

    /// <summary>Records the metrics of a completed or failed call.</summary>
    internal static void Record(double seconds, TagList tags, ChatCompletion? completion, QubridApiException? failure)
    {
        tags.Add("gen_ai.response.model", ToTag(completion?.Model ?? failure?.PartialCompletion?.Model));
        RecordTokens(completion?.Usage?.PromptTokens, "input", tags);
        RecordTokens(completion?.Usage?.CompletionTokens, "output", tags);
        if (failure is not null)
        {
            tags.Add("error.type", failure.Kind.ToString());
        }

        s_duration.Record(seconds, tags);
    }

    /// <summary>Adds the result of the call to its activity and stops it.</summary>
    internal static void StopActivity(Activity? activity, ChatCompletion? completion, QubridApiException? failure)
    {
        if (activity is null)
        {
            return;
        }

        if ((completion ?? failure?.PartialCompletion) is { } completionTags)
        {
            activity.SetTag("gen_ai.response.id", ToTag(completionTags.Id));
            activity.SetTag("gen_ai.response.model", ToTag(completionTags.Model));
            activity.SetTag("gen_ai.response.finish_reasons", completionTags.Choices.Select(choice => ToTag(choice.FinishReason)).ToArray());
            activity.SetTag("gen_ai.usage.input_tokens", completionTags.Usage?.PromptTokens);
            activity.SetTag("gen_ai.usage.output_tokens", completionTags.Usage?.CompletionTokens);
        }

        if (failure is not null)
        {
            activity.SetTag("error.type", failure.Kind.ToString());
            activity.SetStatus(ActivityStatusCode.Error, failure.Kind.ToString()); // the message may contain words of the prompt
        }

        activity.Dispose();
    }

    // Exporters may write tags to a terminal.
    private static string? ToTag(string? text) => text is null ? null : TerminalSanitizer.SanitizeLine(text);

    private static void SetRequestTags(Activity activity, ChatRequest request)
    {
        activity.SetTag("gen_ai.request.max_tokens", request.MaxTokens);
        activity.SetTag("gen_ai.request.temperature", request.Temperature);
        activity.SetTag("gen_ai.request.top_p", request.TopP);
        activity.SetTag("gen_ai.request.presence_penalty", request.PresencePenalty);
        activity.SetTag("gen_ai.request.frequency_penalty", request.FrequencyPenalty);
        activity.SetTag("gen_ai.request.seed", request.Seed);
        activity.SetTag("gen_ai.request.stop_sequences", request.Stop);
    }

    private static void RecordTokens(long? tokens, string type, TagList tags)
    {
        if (tokens is { } count)
        {
            tags.Add("gen_ai.token.type", type);
            s_tokens.Record(count, tags);
        }
    }
}
