using System.Text.Json;

namespace Qubrid.Client.Wire;

/// <summary>
/// Reads one chunk of a stream, or a whole completion, into a builder. Both have one shape: where a completion has
/// <c>message</c>, a chunk has <c>delta</c>. Throws JsonException where the shape is not that.
/// </summary>
internal static class CompletionReader
{
    internal static readonly JsonReaderOptions Options = new() { MaxDepth = 256 };

    internal static void Read(ReadOnlySpan<byte> json, CompletionBuilder completion)
    {
        var reader = new Utf8JsonReader(json, Options);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray && FindError(json, completion))
        {
            return; // [{"error":{...}}]
        }

        Require(reader.TokenType == JsonTokenType.StartObject, "an object");
        completion.MayHaveError = false;
        completion.HasChoices = false;
        completion.BeginChunk();
        var hasChoices = false;
        while (NextProperty(ref reader))
        {
            ReadProperty(ref reader, completion, ref hasChoices);
        }

        reader.Read(); // text behind the object is an error of the reader's
        if (completion.MayHaveError || !completion.HasChoices)
        {
            FindError(json, completion);
        }
    }

    private static bool FindError(ReadOnlySpan<byte> json, CompletionBuilder completion)
    {
        var error = WireError.ParseResponse(json, out var isNotice);
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
                completion.UndoChunk(); // of a key that occurs twice, the last value counts
            }

            hasChoices = true;
            ReadChoices(ref reader, completion);
        }
        else if (reader.ValueTextEquals("id"u8))
        {
            completion.Id = Text(ref reader, completion.Id);
        }
        else if (reader.ValueTextEquals("object"u8))
        {
            completion.Object = Text(ref reader, completion.Object);
        }
        else if (reader.ValueTextEquals("created"u8))
        {
            reader.Read();
            completion.Created = WireNumber.UnixTime(WireNumber.Double(ref reader)) ?? completion.Created;
        }
        else if (reader.ValueTextEquals("model"u8))
        {
            completion.Model = Text(ref reader, completion.Model);
        }
        else if (reader.ValueTextEquals("usage"u8))
        {
            completion.AddUsage(FiguresReader.ReadUsage(ref reader, completion.Key));
        }
        else if (reader.ValueTextEquals("x_metrics"u8))
        {
            completion.AddMetrics(FiguresReader.ReadMetrics(ref reader, completion.Key));
        }
        else if (reader.ValueTextEquals("x_groq"u8))
        {
            completion.AddUsage(FiguresReader.FindUsage(reader, completion.Key));
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

        Require(reader.TokenType == JsonTokenType.StartArray, "an array as 'choices'");
        for (var place = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; place++)
        {
            Require(reader.TokenType == JsonTokenType.StartObject, "objects in 'choices'");
            completion.HasChoices = true;
            ChoiceReader.Read(ref reader, completion, place);
        }

        completion.HasReadChoices = true;
    }

    /// <summary>Moves to the next property name; false at the end of the object.</summary>
    internal static bool NextProperty(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>Returns the string that follows; where it is the former one, that very object, and where it is empty or no string, the former one.</summary>
    internal static string? Text(ref Utf8JsonReader reader, string? former)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.ValueSpan.IsEmpty || (former is not null && reader.ValueTextEquals(former)) ? former : reader.GetString();
        }

        reader.Skip();
        return former;
    }

    internal static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new JsonException($"The service's answer is not a chat completion: {what} was expected.");
        }
    }
}
