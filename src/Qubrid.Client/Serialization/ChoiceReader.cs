using System.Text.Json;

namespace Qubrid.Client.Serialization;

/// <summary>Reads one element of <c>choices</c>. The index may follow the delta, so it is searched first.</summary>
internal static class ChoiceReader
{
    internal static void Read(ref Utf8JsonReader reader, CompletionBuilder completion, int index)
    {
        var choice = completion.GetOrAddChoice(FindIndex(reader) ?? index);
        var chunksBefore = choice.ChunkCount;
        var (hasDelta, hasMessage, hasText) = (false, false, false);
        Utf8JsonReader message = default, text = default;
        try
        {
            while (CompletionReader.ReadNextProperty(ref reader))
            {
                if (reader.ValueTextEquals("delta"u8))
                {
                    reader.Read();
                    if (hasDelta)
                    {
                        choice.UndoChunk();
                    }

                    hasDelta = true;
                    DeltaReader.Read(ref reader, choice);
                }
                else if (reader.ValueTextEquals("finish_reason"u8))
                {
                    choice.FinishReason = CompletionReader.ReadStringOr(ref reader, choice.FinishReason);
                }
                else if (reader.ValueTextEquals("index"u8))
                {
                    reader.Read();
                    reader.Skip();
                }
                else if (reader.ValueTextEquals("message"u8))
                {
                    hasMessage = true;
                    reader.Read();
                    message = reader;
                    reader.Skip();
                }
                else if (reader.ValueTextEquals("text"u8))
                {
                    hasText = true;
                    reader.Read();
                    text = reader;
                    reader.Skip();
                }
                else if (reader.ValueTextEquals("usage"u8))
                {
                    completion.AddUsage(UsageReader.ReadUsage(ref reader, completion.Redactor)); // Kimi sends usage inside the choice
                }
                else
                {
                    completion.MayHaveError |= reader.ValueTextEquals("error"u8);
                    choice.ChoiceFields.Read(ref reader);
                }
            }
        }
        finally
        {
            // A delta of the same chunk takes precedence, and may follow the message. If the JSON is truncated, the part before is used.
            if (hasMessage)
            {
                ReadSummary(ref message, completion, choice);
            }

            if (hasText && text.TokenType == JsonTokenType.String)
            {
                ReadLegacyText(ref text, choice, isOnly: !hasDelta && !hasMessage);
            }

            completion.AddChunks(choice.ChunkCount - chunksBefore);
        }
    }

    private static void ReadSummary(ref Utf8JsonReader message, CompletionBuilder completion, ChoiceBuilder choice)
    {
        var summary = new ChoiceBuilder(choice.Index, completion.Redactor, isComplete: true);
        try
        {
            DeltaReader.Read(ref message, summary);
        }
        finally
        {
            choice.AddSummary(summary);
        }
    }

    // The text of the legacy completions API. Next to a delta or a message it repeats their text.
    private static void ReadLegacyText(ref Utf8JsonReader text, ChoiceBuilder choice, bool isOnly)
    {
        if (choice.Content is null or { Length: 0 } or { IsLegacy: true } && (isOnly || text.ValueSpan.Length > 0))
        {
            choice.Content = choice.Append(ref text, choice.Content);
            choice.Content.IsLegacy = true;
        }
    }

    // The reader is a copy, so that the caller's position does not change.
    private static int? FindIndex(Utf8JsonReader reader)
    {
        try
        {
            while (CompletionReader.ReadNextProperty(ref reader))
            {
                var found = reader.ValueTextEquals("index"u8);
                reader.Read();
                if (found)
                {
                    return JsonNumberReader.ReadInt64(ref reader) is { } index and >= 0 and <= int.MaxValue ? (int)index : null;
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // The JSON is truncated. The caller reads it again, and handles this.
        }

        return null;
    }
}
