using System.Text.Json;

namespace Qubrid.Client.Wire;

/// <summary>Reads <c>tool_calls</c>, whole or in fragments.</summary>
internal static class ToolCallReader
{
    internal static void ReadAll(ref Utf8JsonReader reader, ChoiceBuilder choice)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        CompletionReader.Require(reader.TokenType == JsonTokenType.StartArray, "an array as 'tool_calls'");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            CompletionReader.Require(reader.TokenType == JsonTokenType.StartObject, "objects in 'tool_calls'");
            var (index, id) = FindKey(reader);
            Read(ref reader, choice.ToolCall(index, id));
        }
    }

    private static void Read(ref Utf8JsonReader reader, ToolCallBuilder call)
    {
        while (CompletionReader.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("id"u8))
            {
                call.Id = CompletionReader.Text(ref reader, call.Id);
            }
            else if (reader.ValueTextEquals("function"u8))
            {
                reader.Read();
                ReadFunction(ref reader, call);
            }
            else if (reader.ValueTextEquals("index"u8) || reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                reader.Skip();
            }
            else
            {
                call.Fields.Read(ref reader);
            }
        }
    }

    private static void ReadFunction(ref Utf8JsonReader reader, ToolCallBuilder call)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (CompletionReader.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("name"u8))
            {
                call.Name = CompletionReader.Text(ref reader, call.Name);
                continue;
            }

            if (!reader.ValueTextEquals("arguments"u8))
            {
                call.FunctionFields.Read(ref reader);
                continue;
            }

            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                call.Arguments.Append(ref reader);
            }
            else if (reader.TokenType == JsonTokenType.StartObject)
            {
                // Some servers write the object itself, where its text belongs.
                using var arguments = JsonDocument.ParseValue(ref reader);
                call.Arguments.AppendText(arguments.RootElement.GetRawText());
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static (int? Index, string? Id) FindKey(Utf8JsonReader reader)
    {
        int? index = null;
        string? id = null;
        while (CompletionReader.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("id"u8))
            {
                id = CompletionReader.Text(ref reader, id);
                continue;
            }

            var isIndex = reader.ValueTextEquals("index"u8);
            reader.Read();
            if (isIndex)
            {
                index = (int?)WireNumber.Long(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return (index, id);
    }
}
