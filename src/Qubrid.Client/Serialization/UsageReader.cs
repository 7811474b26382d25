using System.Text.Json;
using Qubrid.Client.Security;

namespace Qubrid.Client.Serialization;

/// <summary>Reads <c>usage</c> and <c>x_metrics</c>; both come once a stream, so plainness counts more than speed.</summary>
internal static class UsageReader
{
    internal static ChatUsage? ReadUsage(ref Utf8JsonReader reader, KeyRedactor redactor)
    {
        long? prompt = null, completion = null, total = null;
        var extensionData = new ExtensionDataBuilder(MergeMode.Replace, redactor);
        if (!StartObject(ref reader))
        {
            return null;
        }

        while (CompletionReader.ReadNextProperty(ref reader))
        {
            if (reader.ValueTextEquals("prompt_tokens"u8))
            {
                reader.Read();
                prompt = JsonNumberReader.ReadInt64(ref reader);
            }
            else if (reader.ValueTextEquals("completion_tokens"u8))
            {
                reader.Read();
                completion = JsonNumberReader.ReadInt64(ref reader);
            }
            else if (reader.ValueTextEquals("total_tokens"u8))
            {
                reader.Read();
                total = JsonNumberReader.ReadInt64(ref reader);
            }
            else
            {
                extensionData.Read(ref reader);
            }
        }

        return new ChatUsage
        {
            PromptTokens = prompt,
            CompletionTokens = completion,
            TotalTokens = total,
            AdditionalProperties = extensionData.Values,
        };
    }

    /// <summary>Returns the usage inside the object that follows, as Groq nests it. The reader is a copy: the caller's stays where it is.</summary>
    internal static ChatUsage? FindUsage(Utf8JsonReader reader, KeyRedactor redactor)
    {
        ChatUsage? usage = null;
        if (StartObject(ref reader))
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

    internal static ServiceMetrics? ReadMetrics(ref Utf8JsonReader reader, KeyRedactor redactor)
    {
        double? ttft = null, rate = null, total = null;
        var extensionData = new ExtensionDataBuilder(MergeMode.Replace, redactor);
        if (!StartObject(ref reader))
        {
            return null;
        }

        while (CompletionReader.ReadNextProperty(ref reader))
        {
            if (reader.ValueTextEquals("ttft_seconds"u8))
            {
                reader.Read();
                ttft = JsonNumberReader.ReadDouble(ref reader);
            }
            else if (reader.ValueTextEquals("tps"u8))
            {
                reader.Read();
                rate = JsonNumberReader.ReadDouble(ref reader);
            }
            else if (reader.ValueTextEquals("total_time_seconds"u8))
            {
                reader.Read();
                total = JsonNumberReader.ReadDouble(ref reader);
            }
            else
            {
                extensionData.Read(ref reader);
            }
        }

        return new ServiceMetrics
        {
            TtftSeconds = ttft,
            TokensPerSecond = rate,
            TotalTimeSeconds = total,
            AdditionalProperties = extensionData.Values,
        };
    }

    private static bool StartObject(ref Utf8JsonReader reader)
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
