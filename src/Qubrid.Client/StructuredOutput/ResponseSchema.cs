using System.Text.Json;
using Qubrid.Client.StructuredOutput;

namespace Qubrid.Client;

/// <summary>What an answer must look like: a JSON Schema. It is sent with the request, and the answer is checked against it.</summary>
public sealed class ResponseSchema
{
    private const string Name = "answer";

    private readonly SchemaValidator _validator;

    private ResponseSchema(JsonElement json)
    {
        Json = json;
        _validator = new SchemaValidator(json);
        ResponseFormat = ToResponseFormat(json);
    }

    /// <summary>The schema.</summary>
    public JsonElement Json { get; }

    /// <summary>The schema as the wire takes it (<c>response_format</c>).</summary>
    public JsonElement ResponseFormat { get; }

    /// <summary>Reads a JSON Schema.</summary>
    /// <exception cref="FormatException">It is no schema, or one that answers cannot be checked against.</exception>
    public static ResponseSchema Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return new ResponseSchema(document.RootElement.Clone());
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException) // the latter is half a surrogate pair
        {
            throw new FormatException($"It is no JSON: {cause.Message}", cause);
        }
    }

    /// <summary>Looks for the value in an answer: the whole text, a fenced block, or the first value in prose that fits.</summary>
    public SchemaValidationResult Validate(string? text)
    {
        SchemaValidationResult? first = null;
        foreach (var value in JsonExtractor.FindCandidates(text ?? "", _validator.RootIsArray ? '[' : '{'))
        {
            if (_validator.Validate(value) is not { } error)
            {
                return new SchemaValidationResult { Value = value };
            }

            first ??= error;
        }

        return first ?? new SchemaValidationResult { Reason = string.IsNullOrWhiteSpace(text) ? "the answer is empty" : "the answer holds no whole JSON value" };
    }

    private static JsonElement ToResponseFormat(JsonElement schema)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", "json_schema");
            json.WriteStartObject("json_schema");
            json.WriteString("name", Name);
            json.WritePropertyName("schema");
            schema.WriteTo(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.Clone();
    }
}
