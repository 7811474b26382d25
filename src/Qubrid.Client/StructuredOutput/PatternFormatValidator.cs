using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using NJsonSchema.Validation;
using NJsonSchema.Validation.FormatValidators;

namespace Qubrid.Client.StructuredOutput;

/// <summary>
/// Checks a text against a <c>pattern</c> within a time limit. The validating library has none, so each pattern of a schema is given to it as
/// a format of its own.
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
