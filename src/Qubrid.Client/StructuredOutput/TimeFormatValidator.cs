using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;
using NJsonSchema.Validation.FormatValidators;

namespace Qubrid.Client.StructuredOutput;

/// <summary>
/// Accepts every time of RFC 3339, with or without an offset. The validator of NJsonSchema rejects a lowercase z, a leap second and more than
/// seven decimal places.
/// </summary>
internal sealed class TimeFormatValidator : IFormatValidator
{
    private static readonly Regex s_time = new(
        @"^([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])?\z", RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public string Format => JsonFormatStrings.Time;

    /// <inheritdoc/>
    public ValidationErrorKind ValidationErrorKind => ValidationErrorKind.TimeExpected;

    /// <inheritdoc/>
    public bool IsValid(string value, JTokenType tokenType) => s_time.IsMatch(value);
}
