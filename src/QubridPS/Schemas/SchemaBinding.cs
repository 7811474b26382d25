using System.Collections;
using System.Text.Json;
using Qubrid.Client;

namespace QubridPS.Schemas;

/// <summary>Represents the value of -Schema: the JSON Schema to send, and the type that the data is converted to.</summary>
internal sealed class SchemaBinding(ResponseSchema schema, Type? type, bool isWrapped)
{
    /// <summary>The property that contains a value that is not an object, because services require an object at the root.</summary>
    internal const string WrapperProperty = "value";

    /// <summary>Gets the JSON Schema of the response.</summary>
    internal ResponseSchema Schema => schema;

    /// <summary>Returns data in the form in which a response contains it.</summary>
    internal object Wrap(object data) => isWrapped ? new Hashtable { [WrapperProperty] = data } : data;

    /// <summary>Gets whether the value is a list of objects.</summary>
    internal bool IsListOfObjects
    {
        get
        {
            var value = isWrapped ? Find(Find(schema.Json, "properties"), WrapperProperty) : schema.Json;
            return IsType(value, "array") && Find(value, "items") is { } items && (IsType(items, "object") || Find(items, "properties") is not null);
        }
    }

    /// <summary>Returns the elements of a valid value that is a list.</summary>
    internal JsonElement.ArrayEnumerator GetList(JsonElement value) => (isWrapped ? value.GetProperty(WrapperProperty) : value).EnumerateArray();

    /// <summary>Returns a JSON list in the form in which a response contains it.</summary>
    internal string WrapList(string list) => isWrapped ? $"{{\"{WrapperProperty}\":{list}}}" : list;

    /// <summary>
    /// Sets <c>Data</c> of a completion, unless it calls tools. Must be called on the pipeline thread, because creating an instance of a
    /// PowerShell class runs script.
    /// </summary>
    /// <exception cref="QubridApiException">The text does not match the schema, or cannot be converted to the type.</exception>
    internal void PopulateData(ChatCompletion completion)
    {
        if (completion.HasToolCalls())
        {
            return;
        }

        var validation = schema.Validate(completion.Text);
        if (validation.Value is not { } value)
        {
            throw CreateMismatch(completion, validation.Path, validation.Reason!);
        }

        try
        {
            var data = JsonToPSObject.Read(value, schema.Json);
            data = isWrapped ? JsonToPSObject.GetField(data, WrapperProperty) : data;
            completion.Data = type is null ? data : TypedDataConverter.Convert(data, type);
        }
        catch (PSInvalidCastException cause)
        {
            throw CreateMismatch(completion, "$", $"The value cannot be converted to {type}: {cause.Message}", cause);
        }
    }

    private static QubridApiException CreateMismatch(ChatCompletion completion, string path, string reason, Exception? cause = null) =>
        new SchemaValidationResult { Path = path, Reason = reason }.ToException(completion, cause);

    private static JsonElement? Find(JsonElement? schema, string keyword) =>
        schema is { ValueKind: JsonValueKind.Object } node && node.TryGetProperty(keyword, out var value) ? value : null;

    private static bool IsType(JsonElement? schema, string type) => Find(schema, "type") is { ValueKind: JsonValueKind.String } name && name.GetString() == type;
}
