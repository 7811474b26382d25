using System.Text.Json;
using Qubrid.Client.Serialization;
using Qubrid.Client.StructuredOutput;

namespace Qubrid.Client;

/// <summary>Represents the JSON schema of a completion. It is sent with the request, and the completion is validated against it. Thread-safe.</summary>
public sealed class ResponseSchema
{
    private const string Name = "answer";

    private readonly SchemaValidator _validator;
    private readonly string? _wrapperProperty;

    private ResponseSchema(JsonElement json, string? wrapperProperty)
    {
        Json = json;
        _wrapperProperty = wrapperProperty;
        _validator = new SchemaValidator(json);
        ResponseFormat = ToResponseFormat(json);
    }

    /// <summary>Gets the schema.</summary>
    public JsonElement Json { get; }

    /// <summary>Gets the value for <see cref="ChatRequest.ResponseFormat"/>. JSON: <c>response_format</c>.</summary>
    public JsonElement ResponseFormat { get; }

    /// <summary>Parses a JSON schema.</summary>
    /// <param name="json">The schema.</param>
    /// <param name="wrapperProperty">
    /// The only property of the schema, if it contains a value that is not an object, such as a list. Models often return the value alone,
    /// which is accepted too. Null if the schema describes an object.
    /// </param>
    /// <exception cref="FormatException">The text is not a valid JSON schema, or the schema uses a keyword that is not supported.</exception>
    public static ResponseSchema Parse(string json, string? wrapperProperty = null)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return new ResponseSchema(document.RootElement.Clone(), wrapperProperty);
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException) // the latter for half of a surrogate pair
        {
            throw new FormatException($"The text is not valid JSON: {cause.Message}", cause);
        }
    }

    /// <summary>Finds and validates the JSON value of a text: the whole text, a fenced code block, or the first value in prose that matches.</summary>
    public SchemaValidationResult Validate(string? text)
    {
        SchemaValidationResult? first = null;
        foreach (var value in FindCandidates(text ?? ""))
        {
            if (_validator.Validate(value) is not { } error)
            {
                return new SchemaValidationResult { Value = value };
            }

            first ??= error;
        }

        return first ?? new SchemaValidationResult { Reason = string.IsNullOrWhiteSpace(text) ? "the text is empty" : "the text contains no complete JSON value" };
    }

    private IEnumerable<JsonElement> FindCandidates(string text) => _wrapperProperty is null
        ? JsonExtractor.FindCandidates(text, _validator.RootIsArray ? '[' : '{')
        : JsonExtractor.FindCandidates(text, '{').Concat(JsonExtractor.FindCandidates(text, '[')).Select(Wrap);

    private JsonElement Wrap(JsonElement value) => value.ValueKind == JsonValueKind.Object ? value : Utf8Json.CreateElement(json =>
    {
        json.WriteStartObject();
        json.WritePropertyName(_wrapperProperty!);
        value.WriteTo(json);
        json.WriteEndObject();
    });

    private static JsonElement ToResponseFormat(JsonElement schema) => Utf8Json.CreateElement(json =>
    {
        json.WriteStartObject();
        json.WriteString("type", "json_schema");
        json.WriteStartObject("json_schema");
        json.WriteString("name", Name);
        json.WritePropertyName("schema");
        schema.WriteTo(json);
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
