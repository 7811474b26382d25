using System.Diagnostics;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Qubrid.Client.StructuredOutput;

/// <summary>
/// Limits the steps and the time of a validation. If a schema refers to itself in several alternatives, the steps multiply with each level of the
/// value, so that a small nested value would take years. For alternatives in long arrays, the time of NJsonSchema is quadratic.
/// </summary>
internal sealed class LimitedSchemaValidator(JsonSchemaValidatorSettings settings, JToken value) : JsonSchemaValidator(settings)
{
    private const int MinSteps = 100_000;
    private const int StepsPerValue = 100;

    private static readonly TimeSpan s_maxTime = TimeSpan.FromSeconds(10);

    private readonly Stopwatch _elapsed = Stopwatch.StartNew();
    private long _remaining = MinSteps + ((long)StepsPerValue * ((value as JContainer)?.Descendants().Count() ?? 0));

    /// <exception cref="TimeoutException">The validation takes too many steps or too long.</exception>
    protected override ICollection<ValidationError> Validate(JToken token, JsonSchema schema, SchemaType schemaType, string? propertyName, string propertyPath) =>
        --_remaining >= 0 && _elapsed.Elapsed < s_maxTime
            ? base.Validate(token, schema, schemaType, propertyName, propertyPath)
            : throw new TimeoutException("the validation takes too many steps, because the schema refers to itself in several alternatives or the value is too large");
}
