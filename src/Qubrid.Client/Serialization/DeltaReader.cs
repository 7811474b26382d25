using System.Text.Json;

namespace Qubrid.Client.Serialization;

/// <summary>Reads <c>delta</c> or <c>message</c>, which have the same fields.</summary>
internal static class DeltaReader
{
    internal static void Read(ref Utf8JsonReader reader, ChoiceBuilder choice)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        CompletionReader.Expect(reader.TokenType == JsonTokenType.StartObject, "an object as 'message' or 'delta'");
        var (hasContent, hasRefusal, hasToolCalls) = (false, false, false);
        var reasoning = ReasoningField.None;
        while (CompletionReader.ReadNextProperty(ref reader))
        {
            if (reader.ValueTextEquals("content"u8))
            {
                Undo(choice.Content, hasContent);
                hasContent = true;
                reader.Read();
                ContentReader.Read(ref reader, choice, ref reasoning);
            }
            else if (reader.ValueTextEquals("reasoning_content"u8))
            {
                ReadReasoning(ref reader, choice, ReasoningField.ReasoningContent, ref reasoning);
            }
            else if (reader.ValueTextEquals("reasoning"u8))
            {
                ReadReasoning(ref reader, choice, ReasoningField.Reasoning, ref reasoning);
            }
            else if (reader.ValueTextEquals("role"u8))
            {
                choice.Role = CompletionReader.ReadStringOr(ref reader, choice.Role);
            }
            else if (reader.ValueTextEquals("name"u8))
            {
                choice.Name = CompletionReader.ReadStringOr(ref reader, choice.Name);
            }
            else if (reader.ValueTextEquals("tool_calls"u8))
            {
                if (hasToolCalls)
                {
                    choice.ToolCalls.UndoChunk();
                }

                hasToolCalls = true;
                reader.Read();
                ToolCallReader.ReadAll(ref reader, choice);
            }
            else if (reader.ValueTextEquals("refusal"u8))
            {
                Undo(choice.Refusal, hasRefusal);
                hasRefusal = true;
                reader.Read();
                ContentReader.ReadRefusal(ref reader, choice);
            }
            else
            {
                choice.MessageFields.Read(ref reader);
            }
        }
    }

    // vLLM sends the same text in both fields. Only the first field with text is used.
    private static void ReadReasoning(ref Utf8JsonReader reader, ChoiceBuilder choice, ReasoningField field, ref ReasoningField source)
    {
        reader.Read();
        if (source != ReasoningField.None && source != field)
        {
            reader.Skip();
            return;
        }

        Undo(choice.Reasoning, source == field);
        var chunksBefore = choice.Reasoning?.ChunkCount ?? 0;
        ContentReader.ReadReasoning(ref reader, choice);
        source = choice.Reasoning is { } text && text.ChunkCount > chunksBefore ? field : source;
    }

    private static void Undo(RedactingTextBuffer? text, bool isRepeated)
    {
        if (isRepeated)
        {
            text?.UndoChunk();
        }
    }
}
