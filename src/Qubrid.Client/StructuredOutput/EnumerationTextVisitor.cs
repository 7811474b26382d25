using System.Text.Json;
using Newtonsoft.Json;
using NJsonSchema;
using NJsonSchema.Visitors;

namespace Qubrid.Client.StructuredOutput;

/// <summary>
/// Restores the texts of enumerated values that look like dates. The validating library reads them as dates, and then compares the
/// response with another text than the schema has.
/// </summary>
internal sealed class EnumerationTextVisitor : JsonSchemaVisitorBase
{
    private readonly Dictionary<DateTime, List<string>> _texts = [];

    /// <summary>Creates a visitor that knows the texts of a schema.</summary>
    internal EnumerationTextVisitor(JsonElement schema) => AddTexts(schema);

    internal bool HasTexts => _texts.Count > 0;

    /// <inheritdoc/>
    protected override JsonSchema VisitSchema(JsonSchema schema, string path, string? typeNameHint)
    {
        var values = schema.Enumeration.ToList();
        if (values.Exists(value => value is DateTime))
        {
            schema.Enumeration.Clear();
            foreach (var value in values.SelectMany(TextsOf))
            {
                schema.Enumeration.Add(value);
            }
        }

        return schema;
    }

    private IEnumerable<object?> TextsOf(object? value) => value is DateTime time && _texts.TryGetValue(time, out var texts) ? texts : [value];

    private void AddTexts(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var field in value.EnumerateObject())
                {
                    AddTexts(field.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var element in value.EnumerateArray())
                {
                    AddTexts(element);
                }

                break;
            case JsonValueKind.String when JsonConvert.DeserializeObject(value.GetRawText()) is DateTime time:
                if (!_texts.TryGetValue(time, out var texts))
                {
                    _texts[time] = texts = [];
                }

                texts.Add(value.GetString()!);
                break;
            default:
                break;
        }
    }
}
