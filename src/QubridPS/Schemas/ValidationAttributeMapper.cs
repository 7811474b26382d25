using System.Globalization;
using System.Text.Json.Nodes;

namespace QubridPS.Schemas;

/// <summary>Adds the JSON Schema keywords that correspond to PowerShell validation attributes. For a list they apply to each element.</summary>
internal static class ValidationAttributeMapper
{
    /// <summary>Adds the keywords to a schema.</summary>
    internal static void Apply(JsonObject schema, IEnumerable<Attribute> attributes)
    {
        var single = schema["items"] as JsonObject ?? schema;
        foreach (var attribute in attributes)
        {
            switch (attribute)
            {
                case ValidateSetAttribute values:
                    single["enum"] = new JsonArray([.. values.ValidValues.Select(value => (JsonNode)value)]);
                    break;
                case ValidateRangeAttribute { MinRange: { } min, MaxRange: { } max }:
                    single["minimum"] = ToJsonNumber(min);
                    single["maximum"] = ToJsonNumber(max);
                    break;
                case ValidatePatternAttribute pattern:
                    single["pattern"] = pattern.RegexPattern;
                    break;
                case ValidateLengthAttribute length:
                    single["minLength"] = length.MinLength;
                    single["maxLength"] = length.MaxLength;
                    break;
                case ValidateCountAttribute count:
                    schema["minItems"] = count.MinLength;
                    schema["maxItems"] = count.MaxLength;
                    break;
                default:
                    break;
            }
        }
    }

    // Write integers without a decimal point. Ranges of dates have no equivalent in JSON Schema.
    private static JsonValue? ToJsonNumber(object value) => value switch
    {
        int or long or short or byte or sbyte or ushort or uint => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        double or float or decimal => JsonValue.Create(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        _ => null,
    };
}
