using System.Text.Json;

namespace Qubrid.Client.Serialization;

/// <summary>Reads <c>tool_calls</c>, complete or in fragments.</summary>
internal static class ToolCallReader
{
    internal static void ReadAll(ref Utf8JsonReader reader, ChoiceBuilder choice)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        CompletionReader.Expect(reader.TokenType == JsonTokenType.StartArray, "an array as 'tool_calls'");
        var arrayStart = choice.ToolCalls.Count;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Null)
            {
                CompletionReader.Expect(reader.TokenType == JsonTokenType.StartObject, "objects in 'tool_calls'");
                Read(ref reader, choice.ToolCalls.GetCall(FindIdentity(reader), arrayStart));
            }
        }
    }

    private static void Read(ref Utf8JsonReader reader, ToolCallBuilder call)
    {
        while (CompletionReader.ReadNextProperty(ref reader))
        {
            if (reader.ValueTextEquals("id"u8))
            {
                call.Id = CompletionReader.ReadStringOr(ref reader, call.Id);
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

        var hasArguments = false;
        while (CompletionReader.ReadNextProperty(ref reader))
        {
            if (reader.ValueTextEquals("name"u8))
            {
                call.Name = CompletionReader.ReadStringOr(ref reader, call.Name);
                continue;
            }

            if (!reader.ValueTextEquals("arguments"u8))
            {
                call.FunctionFields.Read(ref reader);
                continue;
            }

            reader.Read();
            if (hasArguments)
            {
                call.Arguments.UndoChunk();
            }

            hasArguments = true;
            call.AppendArguments(ref reader);
        }
    }

    // The reader is a copy, so that the caller's position does not change.
    private static ToolCallFragment FindIdentity(Utf8JsonReader reader)
    {
        var fragment = default(ToolCallFragment);
        while (CompletionReader.ReadNextProperty(ref reader))
        {
            if (reader.ValueTextEquals("id"u8))
            {
                fragment = fragment with { Id = CompletionReader.ReadStringOr(ref reader, fragment.Id) };
                continue;
            }

            var (isIndex, isFunction) = (reader.ValueTextEquals("index"u8), reader.ValueTextEquals("function"u8));
            reader.Read();
            if (isIndex)
            {
                fragment = fragment with { Index = (int?)JsonNumberReader.ReadInt64(ref reader) };
                continue;
            }

            if (isFunction && reader.TokenType == JsonTokenType.StartObject)
            {
                fragment = FindFunction(reader, fragment);
            }

            reader.Skip();
        }

        return fragment;
    }

    private static ToolCallFragment FindFunction(Utf8JsonReader reader, ToolCallFragment fragment)
    {
        while (CompletionReader.ReadNextProperty(ref reader))
        {
            if (reader.ValueTextEquals("name"u8))
            {
                fragment = fragment with { Name = CompletionReader.ReadStringOr(ref reader, fragment.Name) };
                continue;
            }

            var isArguments = reader.ValueTextEquals("arguments"u8);
            reader.Read();
            if (isArguments)
            {
                fragment = fragment with { HasArguments = reader.TokenType == JsonTokenType.StartObject || (reader.TokenType == JsonTokenType.String && !reader.ValueTextEquals(""u8)) };
            }

            reader.Skip();
        }

        return fragment;
    }
}
