using System.Text.Json;
using Qubrid.Client.Security;

namespace Qubrid.Client.Serialization;

/// <summary>Reads <c>usage</c> and <c>x_metrics</c>.</summary>
internal static class UsageReader
{
    private static readonly string[] s_usageNames = ["prompt_tokens", "completion_tokens", "total_tokens"];
    private static readonly string[] s_metricsNames = ["ttft_seconds", "tps", "total_time_seconds"];

    private delegate T? NumberReader<T>(ref Utf8JsonReader reader)
        where T : struct;

    internal static ChatUsage? ReadUsage(ref Utf8JsonReader reader, KeyRedactor redactor) =>
        ReadFields(ref reader, redactor, s_usageNames, JsonNumberReader.ReadInt64) is not var (counts, additional) ? null : new ChatUsage
        {
            PromptTokens = counts[0],
            CompletionTokens = counts[1],
            TotalTokens = counts[2],
            AdditionalProperties = additional,
        };

    internal static ServiceMetrics? ReadMetrics(ref Utf8JsonReader reader, KeyRedactor redactor) =>
        ReadFields(ref reader, redactor, s_metricsNames, JsonNumberReader.ReadDouble) is not var (numbers, additional) ? null : new ServiceMetrics
        {
            TtftSeconds = numbers[0],
            TokensPerSecond = numbers[1],
            TotalTimeSeconds = numbers[2],
            AdditionalProperties = additional,
        };

    /// <summary>Returns the usage that is nested in the next object, as Groq sends it. The reader is a copy, so that the caller's position does not change.</summary>
    internal static ChatUsage? FindUsage(Utf8JsonReader reader, KeyRedactor redactor)
    {
        ChatUsage? usage = null;
        if (TryReadStartObject(ref reader))
        {
            while (CompletionReader.ReadNextProperty(ref reader))
            {
                if (reader.ValueTextEquals("usage"u8))
                {
                    usage = ReadUsage(ref reader, redactor);
                    continue;
                }

                reader.Read();
                reader.Skip();
            }
        }

        return usage;
    }

    private static (T?[] Numbers, IReadOnlyDictionary<string, object?> Additional)? ReadFields<T>(
        ref Utf8JsonReader reader, KeyRedactor redactor, string[] names, NumberReader<T> readNumber)
        where T : struct
    {
        if (!TryReadStartObject(ref reader))
        {
            return null;
        }

        var numbers = new T?[names.Length];
        var additional = new ExtensionDataBuilder(MergeMode.Replace, redactor);
        while (CompletionReader.ReadNextProperty(ref reader))
        {
            var index = FindName(ref reader, names);
            if (index < 0)
            {
                additional.Read(ref reader);
                continue;
            }

            reader.Read();
            numbers[index] = readNumber(ref reader);
        }

        return (numbers, additional.Values);
    }

    private static int FindName(ref Utf8JsonReader reader, string[] names)
    {
        for (var index = 0; index < names.Length; index++)
        {
            if (reader.ValueTextEquals(names[index]))
            {
                return index;
            }
        }

        return -1;
    }

    private static bool TryReadStartObject(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        reader.Skip();
        return false;
    }
}
