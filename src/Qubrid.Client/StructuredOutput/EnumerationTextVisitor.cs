using System.Text.Json;
using Newtonsoft.Json;
using NJsonSchema;
using NJsonSchema.Visitors;

namespace Qubrid.Client.StructuredOutput;

/// <summary>
/// Restores the text of enumerated values that look like dates. NJsonSchema parses them as dates, and would then compare the response with a
/// different text than that of the schema.
/// </summary>
internal sealed class EnumerationTextVisitor : JsonSchemaVisitorBase
{
    private readonly Dictionary<DateTime, List<string>> _texts = [];

    /// <summary>Creates a visitor for a schema, from its original JSON.</summary>
    internal EnumerationTextVisitor(JsonElement schema) => AddTexts(schema);

    /// <summary>Gets whether the schema contains such a text.</summary>
    internal bool HasTexts => _texts.Count > 0;

    /// <inheritdoc/>
    protected override JsonSchema VisitSchema(JsonSchema schema, string path, string? typeNameHint)
    {
        var values = schema.Enumeration.ToList();
        if (values.Exists(value => value is DateTime))
        {
            schema.Enumeration.Clear();
            foreach (var value in values.SelectMany(GetTexts))
            {
                schema.Enumeration.Add(value);
            }
        }

        return schema;
    }

    private IEnumerable<object?> GetTexts(object? value) => value is DateTime time && _texts.TryGetValue(time, out var texts) ? texts : [value];

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
