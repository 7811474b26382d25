using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace QubridPS.Schemas;

/// <summary>Converts JSON to PowerShell objects, with the dates and the properties that the schema declares.</summary>
internal static class JsonToPSObject
{
    /// <summary>Converts a value without a schema.</summary>
    internal static object? Read(JsonElement value) => Read(value, schema: default);

    /// <summary>Converts a value. The schema determines which strings are dates, the order of properties, and which absent ones are null.</summary>
    internal static object? Read(JsonElement value, JsonElement schema) => ReadWithSchema(value, new SchemaNode(schema, schema));

    /// <summary>Returns the value of a property of a converted object, or null if it has no such property.</summary>
    internal static object? GetField(object? data, string name) =>
        data is PSObject custom ? custom.Properties[name]?.Value : (data as IDictionary)?[name];

    private static object? ReadWithSchema(JsonElement value, SchemaNode schema) => value.ValueKind switch
    {
        JsonValueKind.Object => ReadObject(value, schema),
        JsonValueKind.Array => value.EnumerateArray().Select((element, index) => ReadWithSchema(element, schema.GetItem(index))).ToArray(),
        JsonValueKind.String => ReadText(value.GetString()!, schema.Format),
        JsonValueKind.Number => ReadNumber(value),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static object ReadObject(JsonElement value, SchemaNode schema)
    {
        var fields = value.EnumerateObject().Select(field => (field.Name, Value: ReadWithSchema(field.Value, schema.GetProperty(field.Name)))).ToList();
        fields = SchemaProperties.Arrange(fields, SchemaProperties.GetNames(schema, value));
        return fields.Exists(field => field.Name.Length == 0) || fields.Select(field => field.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() < fields.Count
            ? ToDictionary(fields)
            : StructuredData.Create(fields);
    }

    // A custom object cannot have property names that are empty or differ only in case.
    private static OrderedDictionary ToDictionary(List<(string Name, object? Value)> fields)
    {
        var dictionary = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in fields)
        {
            dictionary[name] = value;
        }

        return dictionary;
    }

    private static object ReadText(string text, string? format) =>
        format is "date-time" or "date" && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) ? time : text;

    // As ConvertFrom-Json does, but without losing digits if a type can hold them all.
    private static object ReadNumber(JsonElement value)
    {
        if (value.TryGetInt64(out var integer))
        {
            return integer;
        }

        var digits = value.GetRawText();
        if (BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var bigInteger))
        {
            return bigInteger;
        }

        var number = value.GetDouble();
        return SignificantDigits(digits) > 15 && value.TryGetDecimal(out var decimalNumber) && decimalNumber != 0 ? decimalNumber : number;
    }

    private static int SignificantDigits(string number) =>
        number.TakeWhile(character => character is not ('e' or 'E')).Where(char.IsDigit).SkipWhile(digit => digit == '0').Count();
}
