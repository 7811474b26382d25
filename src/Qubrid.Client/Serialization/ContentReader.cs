using System.Text.Json;

namespace Qubrid.Client.Serialization;

/// <summary>Reads <c>content</c>, reasoning and refusal: a string, null, or parts. The type of a part determines the text it belongs to.</summary>
internal static class ContentReader
{
    // The name of the additional field of the message that contains parts of other types.
    private const string OtherParts = "content_parts";

    /// <summary>Reads the value at the reader's position.</summary>
    internal static void Read(ref Utf8JsonReader reader, ChoiceBuilder choice, ref ReasoningField reasoning)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                break;
            case JsonTokenType.String:
                choice.Content = choice.Append(ref reader, choice.Content);
                break;
            case JsonTokenType.StartObject:
                ReadPart(ref reader, choice, ref reasoning);
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    ReadPart(ref reader, choice, ref reasoning);
                }

                break;
            default:
                throw new JsonException("The response is not a chat completion: text was expected as 'content'.");
        }
    }

    internal static void ReadReasoning(ref Utf8JsonReader reader, ChoiceBuilder choice) => choice.Reasoning = AppendAll(ref reader, choice, choice.Reasoning);

    internal static void ReadRefusal(ref Utf8JsonReader reader, ChoiceBuilder choice) => choice.Refusal = AppendAll(ref reader, choice, choice.Refusal);

    private static void ReadPart(ref Utf8JsonReader reader, ChoiceBuilder choice, ref ReasoningField reasoning)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            choice.Content = AppendAll(ref reader, choice, choice.Content);
            return;
        }

        switch (FindKind(reader))
        {
            case PartKind.Text:
                choice.Content = AppendAll(ref reader, choice, choice.Content);
                break;
            case PartKind.Reasoning when reasoning is ReasoningField.None or ReasoningField.ContentParts:
                reasoning = ReasoningField.ContentParts;
                ReadReasoning(ref reader, choice);
                break;
            case PartKind.Reasoning:
                reader.Skip();
                break;
            case PartKind.Refusal:
                ReadRefusal(ref reader, choice);
                break;
            default:
                choice.MessageFields.Add(OtherParts, new[] { JsonValueReader.Read(ref reader) });
                break;
        }
    }

    // The reader is a copy, so that the caller's position does not change.
    private static PartKind FindKind(Utf8JsonReader reader)
    {
        var kind = PartKind.Other;
        while (CompletionReader.ReadNextProperty(ref reader))
        {
            var (isType, isText) = (reader.ValueTextEquals("type"u8), reader.ValueTextEquals("text"u8));
            reader.Read();
            if (isType && reader.TokenType == JsonTokenType.String)
            {
                return reader.GetString() switch
                {
                    "text" or "output_text" => PartKind.Text,
                    "thinking" or "reasoning" or "reasoning_text" or "reasoning_content" => PartKind.Reasoning,
                    "refusal" => PartKind.Refusal,
                    "" => PartKind.Text,
                    _ => PartKind.Other,
                };
            }

            kind = isText && reader.TokenType == JsonTokenType.String ? PartKind.Text : kind;
            reader.Skip();
        }

        return kind;
    }

    /// <summary>Appends the text of a string, of a part, or of an array of both. Empty text does not create a buffer.</summary>
    private static RedactingTextBuffer? AppendAll(ref Utf8JsonReader reader, ChoiceBuilder choice, RedactingTextBuffer? text)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String when reader.ValueSpan.Length > 0:
                return choice.Append(ref reader, text);
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    text = AppendAll(ref reader, choice, text);
                }

                return text;
            case JsonTokenType.StartObject:
                while (CompletionReader.ReadNextProperty(ref reader))
                {
                    var isText = reader.ValueTextEquals("text"u8) || reader.ValueTextEquals("thinking"u8) || reader.ValueTextEquals("reasoning"u8)
                        || reader.ValueTextEquals("refusal"u8) || reader.ValueTextEquals("content"u8);
                    reader.Read();
                    if (isText)
                    {
                        text = AppendAll(ref reader, choice, text);
                    }
                    else
                    {
                        reader.Skip();
                    }
                }

                return text;
            default:
                reader.Skip();
                return text;
        }
    }

    private enum PartKind
    {
        Other,
        Text,
        Reasoning,
        Refusal,
    }
}
