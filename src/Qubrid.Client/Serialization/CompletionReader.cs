using System.Text.Json;

namespace Qubrid.Client.Serialization;

/// <summary>
/// Reads one chunk of a stream, or a complete completion, into a builder. Both have the same structure, with <c>delta</c> in a chunk and
/// <c>message</c> in a completion. Throws JsonException if the structure is different.
/// </summary>
internal static class CompletionReader
{
    internal static readonly JsonReaderOptions Options = new() { MaxDepth = 256 };

    /// <summary>Reads one JSON text.</summary>
    internal static void Read(ReadOnlySpan<byte> json, CompletionBuilder completion)
    {
        var reader = new Utf8JsonReader(json, Options);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray && FindError(json, completion))
        {
            return; // [{"error":{...}}]
        }

        Expect(reader.TokenType == JsonTokenType.StartObject, "an object");
        completion.MayHaveError = false;
        completion.HasChoices = false;
        completion.BeginChunk();
        var hasChoices = false;
        while (ReadNextProperty(ref reader))
        {
            completion.CallToken.ThrowIfCancellationRequested();
            ReadProperty(ref reader, completion, ref hasChoices);
        }

        reader.Read(); // throws if data follows the object
        if (completion.MayHaveError || !completion.HasChoices)
        {
            FindError(json, completion);
        }
    }

    private static bool FindError(ReadOnlySpan<byte> json, CompletionBuilder completion)
    {
        var error = ApiError.ParseResponse(json, out var isNotice);
        completion.Error ??= isNotice ? null : error;
        completion.Notice ??= error;
        return completion.Error is not null;
    }

    private static void ReadProperty(ref Utf8JsonReader reader, CompletionBuilder completion, ref bool hasChoices)
    {
        if (reader.ValueTextEquals("choices"u8))
        {
            if (hasChoices)
            {
                completion.UndoChunk(); // the last of duplicate properties is used
            }

            hasChoices = true;
            ReadChoices(ref reader, completion);
        }
        else if (reader.ValueTextEquals("id"u8))
        {
            completion.Id = ReadStringOr(ref reader, completion.Id);
        }
        else if (reader.ValueTextEquals("object"u8))
        {
            completion.Object = ReadStringOr(ref reader, completion.Object);
        }
        else if (reader.ValueTextEquals("created"u8))
        {
            reader.Read();
            completion.Created = JsonNumberReader.FromUnixTime(JsonNumberReader.ReadDouble(ref reader)) ?? completion.Created;
        }
        else if (reader.ValueTextEquals("model"u8))
        {
            completion.Model = ReadStringOr(ref reader, completion.Model);
        }
        else if (reader.ValueTextEquals("usage"u8))
        {
            completion.AddUsage(UsageReader.ReadUsage(ref reader, completion.Redactor));
        }
        else if (reader.ValueTextEquals("x_metrics"u8))
        {
            completion.AddMetrics(UsageReader.ReadMetrics(ref reader, completion.Redactor));
        }
        else if (reader.ValueTextEquals("x_groq"u8))
        {
            completion.AddUsage(UsageReader.FindUsage(reader, completion.Redactor));
            completion.Fields.Read(ref reader);
        }
        else if (reader.ValueTextEquals("error"u8))
        {
            reader.Read();
            completion.MayHaveError |= reader.TokenType is not (JsonTokenType.Null or JsonTokenType.False);
            reader.Skip();
        }
        else
        {
            completion.MayHaveError |= ErrorFields.MayBeNamed(ref reader);
            completion.Fields.Read(ref reader);
        }
    }

    private static void ReadChoices(ref Utf8JsonReader reader, CompletionBuilder completion)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        Expect(reader.TokenType == JsonTokenType.StartArray, "an array as 'choices'");
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            Expect(reader.TokenType == JsonTokenType.StartObject, "objects in 'choices'");
            completion.HasChoices = true;
            completion.CallToken.ThrowIfCancellationRequested();
            ChoiceReader.Read(ref reader, completion, index);
        }

        completion.HasReadChoices = true;
    }

    /// <summary>Advances to the next property name; returns false at the end of the object.</summary>
    internal static bool ReadNextProperty(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>Reads the next value. Returns the same instance if it equals the previous string, and the previous string if it is empty or not a string.</summary>
    internal static string? ReadStringOr(ref Utf8JsonReader reader, string? previous)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.ValueSpan.IsEmpty || (previous is not null && reader.ValueTextEquals(previous)) ? previous : reader.GetString();
        }

        reader.Skip();
        return previous;
    }

    /// <summary>Throws JsonException if the condition is false.</summary>
    internal static void Expect(bool condition, string expected)
    {
        if (!condition)
        {
            throw new JsonException($"The response is not a chat completion: {expected} was expected.");
        }
    }
}
