using System.Text.Json;

namespace Qubrid.Client.Wire;

/// <summary>Reads one element of <c>choices</c>. The index may come after the delta, so it is looked up first.</summary>
internal static class ChoiceReader
{
    internal static void Read(ref Utf8JsonReader reader, CompletionBuilder completion, int place)
    {
        var choice = completion.Choice(FindIndex(reader) ?? place);
        while (CompletionReader.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("delta"u8) || reader.ValueTextEquals("message"u8))
            {
                reader.Read();
                ReadMessage(ref reader, completion, choice);
            }
            else if (reader.ValueTextEquals("finish_reason"u8))
            {
                choice.FinishReason = CompletionReader.Text(ref reader, choice.FinishReason);
            }
            else if (reader.ValueTextEquals("index"u8))
            {
                reader.Read();
                reader.Skip();
            }
            else
            {
                completion.MayHaveError |= reader.ValueTextEquals("error"u8);
                choice.ChoiceFields.Read(ref reader);
            }
        }
    }

    // The reader is a copy: the caller's stays where it is.
    private static int? FindIndex(Utf8JsonReader reader)
    {
        while (CompletionReader.NextProperty(ref reader))
        {
            var found = reader.ValueTextEquals("index"u8);
            reader.Read();
            if (found)
            {
                return WireNumber.Long(ref reader) is { } index and >= 0 and <= int.MaxValue ? (int)index : null;
            }

            reader.Skip();
        }

        return null;
    }

    private static void ReadMessage(ref Utf8JsonReader reader, CompletionBuilder completion, ChoiceBuilder choice)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        CompletionReader.Require(reader.TokenType == JsonTokenType.StartObject, "an object as 'message' or 'delta'");
        var thoughtsBefore = choice.Reasoning?.Pieces ?? 0;
        while (CompletionReader.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("content"u8))
            {
                choice.Content = ReadContent(ref reader, completion, choice.Content);
            }
            else if (reader.ValueTextEquals("reasoning_content"u8) || reader.ValueTextEquals("reasoning"u8))
            {
                // vLLM sends the same text under both names: only the first of them that holds any counts.
                if (choice.Reasoning is null || choice.Reasoning.Pieces == thoughtsBefore)
                {
                    choice.Reasoning = ReadContent(ref reader, completion, choice.Reasoning);
                }
                else
                {
                    reader.Read();
                    reader.Skip();
                }
            }
            else if (reader.ValueTextEquals("role"u8))
            {
                choice.Role = CompletionReader.Text(ref reader, choice.Role);
            }
            else if (reader.ValueTextEquals("name"u8))
            {
                choice.Name = CompletionReader.Text(ref reader, choice.Name);
            }
            else if (reader.ValueTextEquals("tool_calls"u8))
            {
                reader.Read();
                ToolCallReader.ReadAll(ref reader, choice);
            }
            else
            {
                choice.MessageFields.Read(ref reader);
            }
        }
    }

    /// <summary>Content is a string, or null, or a list of parts of which the text counts.</summary>
    private static TextBuffer? ReadContent(ref Utf8JsonReader reader, CompletionBuilder completion, TextBuffer? text)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return text;
            case JsonTokenType.String:
                return Append(ref reader, completion, text);
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    text = ReadPart(ref reader, completion, text);
                }

                return text;
            default:
                throw new JsonException("The service's answer is not a chat completion: text was expected as 'content'.");
        }
    }

    private static TextBuffer? ReadPart(ref Utf8JsonReader reader, CompletionBuilder completion, TextBuffer? text)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return text;
        }

        while (CompletionReader.NextProperty(ref reader))
        {
            var isText = reader.ValueTextEquals("text"u8);
            reader.Read();
            if (isText && reader.TokenType == JsonTokenType.String)
            {
                text = Append(ref reader, completion, text);
            }
            else
            {
                reader.Skip();
            }
        }

        return text;
    }

    private static TextBuffer Append(ref Utf8JsonReader reader, CompletionBuilder completion, TextBuffer? text)
    {
        text ??= new TextBuffer(completion.Key);
        if (reader.ValueSpan.Length > 0)
        {
            text.Append(ref reader);
            completion.CountPiece();
        }

        return text;
    }
}
