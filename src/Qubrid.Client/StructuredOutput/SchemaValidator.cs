using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;
using Qubrid.Client.Serialization;

namespace Qubrid.Client.StructuredOutput;

/// <summary>The seam to the validating library.</summary>
internal sealed class SchemaValidator
{
    private readonly JsonSchemaValidatorSettings _settings;
    private readonly PatternCollector _patterns;
    private readonly JsonSchema _schema;

    internal SchemaValidator(JsonElement schema)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            SchemaNormalizer.Write(json, schema, "$");
        }

        try
        {
            using var normalized = JsonDocument.Parse(buffer.ToArray());
            _patterns = new PatternCollector(normalized.RootElement);
            _settings = CreateSettings(_patterns.Patterns);
            _schema = RunInvariant(() => Parse(Encoding.UTF8.GetString(buffer.ToArray()), new EnumerationTextVisitor(schema)));
        }
        catch (Exception cause) when (cause is Newtonsoft.Json.JsonException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            throw new FormatException($"It is no JSON Schema: {CauseWords.Read(cause)}", cause);
        }
    }

    internal bool RootIsArray => _schema.ActualSchema.Type == JsonObjectType.Array;

    /// <summary>The first fault, or null where the value fits.</summary>
    internal SchemaValidationResult? Validate(JsonElement value)
    {
        try
        {
            return RunInvariant(() =>
            {
                PatternClock.Start();
                var token = ToJToken(value);
                _patterns.MatchNames(value);
                var errors = _schema.Validate(token, _settings);
                return errors.Count == 0 ? null : ToResult(GetInnermost(errors.First()));
            });
        }
        catch (RegexMatchTimeoutException cause)
        {
            return new SchemaValidationResult { Reason = FormattableString.Invariant($"matching the pattern '{cause.Pattern}' takes longer than {PatternClock.Limit.TotalSeconds:0} s") };
        }
        catch (InvalidOperationException)
        {
            // JsonElement gives no text that holds half a surrogate pair.
            return new SchemaValidationResult { Reason = "a text contains half of a surrogate pair, which is not a valid character" };
        }
    }

    private static JsonSchema Parse(string json, EnumerationTextVisitor visitor)
    {
        // References lead nowhere outside, so nothing is waited for.
        var schema = JsonSchema.FromJsonAsync(json).GetAwaiter().GetResult();
        if (visitor.HasTexts)
        {
            visitor.Visit(schema);
        }

        return schema;
    }

    private static JsonSchemaValidatorSettings CreateSettings(IEnumerable<string> patterns)
    {
        var settings = new JsonSchemaValidatorSettings();
        settings.AddCustomFormatValidator(new TimeFormatValidator());
        foreach (var pattern in patterns)
        {
            settings.AddCustomFormatValidator(new PatternFormatValidator(pattern));
        }

        return settings;
    }

    // The library parses dates, times and enumerated numbers with the current culture: under the calendar of ar-SA a correct date fails.
    private static T RunInvariant<T>(Func<T> action)
    {
        var previous = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return action();
        }
        finally
        {
            CultureInfo.CurrentCulture = previous;
        }
    }

    private static ValidationError GetInnermost(ValidationError error) =>
        error is ChildSchemaValidationError { Kind: ValidationErrorKind.ArrayItemNotValid or ValidationErrorKind.AdditionalPropertiesNotValid } outer
            && outer.Errors.SelectMany(nested => nested.Value).FirstOrDefault() is { } inner
                ? GetInnermost(inner)
                : error;

    private static SchemaValidationResult ToResult(ValidationError error)
    {
        // "#/a.b[0]" is the library's own way of writing a path.
        var path = (error.Path ?? "").TrimStart('#').TrimStart('/');
        var reason = Regex.Replace(error.Kind.ToString(), "(?<=[a-z])(?=[A-Z])", " ").ToLowerInvariant();
        if (error.Kind == ValidationErrorKind.NotInEnumeration)
        {
            reason = "not one of " + string.Join(", ", error.Schema.Enumeration);
        }

        return new SchemaValidationResult { Path = path.Length == 0 ? "$" : path[0] == '[' ? "$" + path : "$." + path, Reason = reason };
    }

    private static JToken ToJToken(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => ToJObject(value),
        JsonValueKind.Array => new JArray(value.EnumerateArray().Select(ToJToken)),
        JsonValueKind.String => new JValue(value.GetString()),
        JsonValueKind.Number => ToJValue(value),
        JsonValueKind.True => new JValue(true),
        JsonValueKind.False => new JValue(false),
        _ => JValue.CreateNull(),
    };

    private static JObject ToJObject(JsonElement value)
    {
        var fields = new JObject();
        foreach (var field in value.EnumerateObject())
        {
            fields[field.Name] = ToJToken(field.Value); // of one name given twice the last one counts, as everywhere
        }

        return fields;
    }

    // The library compares numbers as double or long: 1.0 is a whole number, and so is one of thirty digits.
    private static JValue ToJValue(JsonElement value)
    {
        var number = value.GetDouble();
        return value.TryGetInt64(out var integer) ? new JValue(integer)
            : Math.Floor(number) != number || double.IsInfinity(number) ? new JValue(number)
            : Math.Abs(number) < long.MaxValue ? new JValue((long)number)
            : new JValue(number < 0 ? long.MinValue : long.MaxValue);
    }
}
