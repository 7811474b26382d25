using System.Globalization;
using QubridPS.Common;
using QubridPS.Errors;

namespace QubridPS.Input;

/// <summary>The settings that an input object can specify next to its Prompt property: Model, System, Temperature, TopP and MaxTokens.</summary>
internal sealed class RowSettings
{
    internal static readonly RowSettings None = new();

    internal string? Model { get; private init; }

    internal string? System { get; private init; }

    internal double? Temperature { get; private init; }

    internal double? TopP { get; private init; }

    internal int? MaxTokens { get; private init; }

    internal static RowSettings FromRow(PSObject row) => new()
    {
        Model = ReadText(row, "Model"),
        System = ReadText(row, "System"),
        Temperature = ReadNumber(row, "Temperature", 0, 2),
        TopP = ReadNumber(row, "TopP", 0, 1),
        MaxTokens = (int?)ReadNumber(row, "MaxTokens", 1, int.MaxValue, integerOnly: true),
    };

    private static string? ReadText(PSObject row, string name) =>
        PSObjectReader.GetValue(row, name) is { } value && LanguagePrimitives.ConvertTo<string>(value) is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : null;

    private static double? ReadNumber(PSObject row, string name, double min, double max, bool integerOnly = false)
    {
        if (ReadText(row, name) is not { } text)
        {
            return null;
        }

        // The invariant culture is used, as by Export-Csv and PowerShell literals.
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max && (!integerOnly || number == Math.Floor(number))
                ? number
                : throw DataErrors.RowValueInvalid(name, text, $"a {(integerOnly ? "whole " : "")}number from {min} to {max}", row);
    }
}
