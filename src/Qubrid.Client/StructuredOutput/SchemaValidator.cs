using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;
using Qubrid.Client.Serialization;
using Qubrid.Client.Text;

namespace Qubrid.Client.StructuredOutput;

/// <summary>Validates values with NJsonSchema. No other type references it, except the visitor and the format validator of this folder.</summary>
internal sealed class SchemaValidator
{
    private readonly JsonSchemaValidatorSettings _settings;
    private readonly PatternCollector _patterns;
    private readonly JsonSchema _schema;

    internal SchemaValidator(JsonElement schema)
    {
        var normalized = Utf8Json.Write(json => SchemaNormalizer.Write(json, schema, "$"));
        try
        {
            using var document = JsonDocument.Parse(normalized);
            SchemaReferences.Validate(document.RootElement);
            _patterns = new PatternCollector(document.RootElement);
            _settings = CreateSettings(_patterns.Patterns);
            _schema = RunInvariant(() => Parse(Encoding.UTF8.GetString(normalized), new EnumerationTextVisitor(schema)));
        }
        catch (Exception cause) when (cause is Newtonsoft.Json.JsonException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            throw new FormatException($"The text is not a valid JSON schema: {ExceptionText.Describe(cause)}", cause);
        }
    }

    /// <summary>Gets whether the schema requires an array.</summary>
    internal bool RootIsArray => _schema.ActualSchema.Type == JsonObjectType.Array;

    /// <summary>Returns the first validation error, or null if the value matches.</summary>
    internal SchemaValidationResult? Validate(JsonElement value)
    {
        try
        {
            return RunInvariant(() =>
            {
                PatternClock.Start();
                var token = ToJToken(value);
                _patterns.MatchNames(value);
                var errors = new LimitedSchemaValidator(_settings, token).Validate(token, _schema);
                return errors.Count == 0 ? null : ToResult(GetInnermost(errors.First()));
            });
        }
        catch (RegexMatchTimeoutException cause)
        {
            return new SchemaValidationResult { Reason = FormattableString.Invariant($"matching the pattern '{cause.Pattern}' takes longer than {PatternClock.Limit.TotalSeconds:0} s") };
        }
        catch (TimeoutException cause)
        {
            return new SchemaValidationResult { Reason = cause.Message };
        }
        catch (InvalidOperationException)
        {
            // JsonElement.GetString throws if the text contains half of a surrogate pair.
            return new SchemaValidationResult { Reason = "a text contains half of a surrogate pair, which is not a valid character" };
        }
    }

    private static JsonSchema Parse(string json, EnumerationTextVisitor visitor)
    {
        // The schema has no external references, so this completes synchronously.
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

    // NJsonSchema parses dates, times and enumerated numbers with the current culture. With the calendar of ar-SA a valid date would be rejected.
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
        // NJsonSchema formats paths as "#/a.b[0]".
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
            fields[field.Name] = ToJToken(field.Value); // the last of duplicate names is used, as in other JSON readers
        }

        return fields;
    }

    // NJsonSchema compares numbers as double or long, but 1.0 and a number of thirty digits are integers too.
    private static JValue ToJValue(JsonElement value)
    {
        var number = value.GetDouble();
        return value.TryGetInt64(out var integer) ? new JValue(integer)
            : Math.Floor(number) != number || double.IsInfinity(number) ? new JValue(number)
            : Math.Abs(number) < long.MaxValue ? new JValue((long)number)
            : new JValue(number < 0 ? long.MinValue : long.MaxValue);
    }
}
