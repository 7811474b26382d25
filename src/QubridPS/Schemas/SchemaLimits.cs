using System.Globalization;
using System.Text.Json.Nodes;

namespace QubridPS.Schemas;

/// <summary>What PowerShell's validation attributes say, in the words of a schema. Of a list they hold for each element.</summary>
internal static class SchemaLimits
{
    internal static void Apply(JsonObject schema, IEnumerable<Attribute> attributes)
    {
        var one = schema["items"] as JsonObject ?? schema;
        foreach (var attribute in attributes)
        {
            switch (attribute)
            {
                case ValidateSetAttribute set:
                    one["enum"] = new JsonArray([.. set.ValidValues.Select(value => (JsonNode)value)]);
                    break;
                case ValidateRangeAttribute { MinRange: { } least, MaxRange: { } most }:
                    one["minimum"] = Number(least);
                    one["maximum"] = Number(most);
                    break;
                case ValidatePatternAttribute pattern:
                    one["pattern"] = pattern.RegexPattern;
                    break;
                case ValidateLengthAttribute length:
                    one["minLength"] = length.MinLength;
                    one["maxLength"] = length.MaxLength;
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

    // A range of whole numbers reads best without a point; one of dates has no form here.
    private static JsonValue? Number(object value) => value switch
    {
        int or long or short or byte or sbyte or ushort or uint => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        double or float or decimal => JsonValue.Create(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        _ => null,
    };
}
