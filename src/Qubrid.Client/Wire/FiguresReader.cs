using System.Text.Json;

namespace Qubrid.Client.Wire;

/// <summary>Reads <c>usage</c> and <c>x_metrics</c>; both come once a stream, so plainness counts more than speed.</summary>
internal static class FiguresReader
{
    internal static Usage? ReadUsage(ref Utf8JsonReader reader, KeyStriker key)
    {
        long? prompt = null, completion = null, total = null;
        var unknown = new UnknownFields(Joining.None, key);
        if (!StartObject(ref reader))
        {
            return null;
        }

        while (CompletionReader.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("prompt_tokens"u8))
            {
                reader.Read();
                prompt = WireNumber.Long(ref reader);
            }
            else if (reader.ValueTextEquals("completion_tokens"u8))
            {
                reader.Read();
                completion = WireNumber.Long(ref reader);
            }
            else if (reader.ValueTextEquals("total_tokens"u8))
            {
                reader.Read();
                total = WireNumber.Long(ref reader);
            }
            else
            {
                unknown.Read(ref reader);
            }
        }

        return new Usage
        {
            PromptTokens = prompt,
            CompletionTokens = completion,
            TotalTokens = total,
            AdditionalProperties = unknown.Values,
        };
    }

    /// <summary>Returns the usage inside the object that follows, as Groq nests it. The reader is a copy: the caller's stays where it is.</summary>
    internal static Usage? FindUsage(Utf8JsonReader reader, KeyStriker key)
    {
        Usage? usage = null;
        if (StartObject(ref reader))
        {
            while (CompletionReader.NextProperty(ref reader))
            {
                if (reader.ValueTextEquals("usage"u8))
                {
                    usage = ReadUsage(ref reader, key);
                    continue;
                }

                reader.Read();
                reader.Skip();
            }
        }

        return usage;
    }

    internal static Metrics? ReadMetrics(ref Utf8JsonReader reader, KeyStriker key)
    {
        double? first = null, rate = null, total = null;
        var unknown = new UnknownFields(Joining.None, key);
        if (!StartObject(ref reader))
        {
            return null;
        }

        while (CompletionReader.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("ttft_seconds"u8))
            {
                reader.Read();
                first = WireNumber.Double(ref reader);
            }
            else if (reader.ValueTextEquals("tps"u8))
            {
                reader.Read();
                rate = WireNumber.Double(ref reader);
            }
            else if (reader.ValueTextEquals("total_time_seconds"u8))
            {
                reader.Read();
                total = WireNumber.Double(ref reader);
            }
            else
            {
                unknown.Read(ref reader);
            }
        }

        return new Metrics
        {
            TtftSeconds = first,
            TokensPerSecond = rate,
            TotalTimeSeconds = total,
            AdditionalProperties = unknown.Values,
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
