using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using NJsonSchema.Validation;
using NJsonSchema.Validation.FormatValidators;

namespace Qubrid.Client.StructuredOutput;

/// <summary>
/// Validates text against a <c>pattern</c> within a time limit. NJsonSchema has no such limit, so each pattern of a schema is rewritten as a
/// format.
/// </summary>
internal sealed class PatternFormatValidator(string pattern) : IFormatValidator
{
    internal const string Prefix = "pattern:";

    private readonly Regex _regex = new(pattern, RegexOptions.None, PatternClock.Limit);

    /// <inheritdoc/>
    public string Format => ToFormat(pattern);

    /// <inheritdoc/>
    public ValidationErrorKind ValidationErrorKind => ValidationErrorKind.PatternMismatch;

    internal static string ToFormat(string pattern) => Prefix + pattern;

    /// <inheritdoc/>
    public bool IsValid(string value, JTokenType tokenType) => PatternClock.IsMatch(_regex, value);
}
