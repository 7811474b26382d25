using System.Globalization;
using QubridPS.Errors;

namespace QubridPS.Input;

/// <summary>The request's settings that a row of prompts may hold beside its Prompt: Model, System, Temperature, TopP, MaxTokens.</summary>
internal sealed class RowSettings
{
    internal static readonly RowSettings None = new();

    internal string? Model { get; private init; }

    internal string? System { get; private init; }

    internal double? Temperature { get; private init; }

    internal double? TopP { get; private init; }

    internal int? MaxTokens { get; private init; }

    internal static RowSettings Of(PSObject row) => new()
    {
        Model = Text(row, "Model"),
        System = Text(row, "System"),
        Temperature = Number(row, "Temperature", 0, 2),
        TopP = Number(row, "TopP", 0, 1),
        MaxTokens = (int?)Number(row, "MaxTokens", 1, int.MaxValue, whole: true),
    };

    private static string? Text(PSObject row, string name) =>
        PropertyValue.Of(row, name) is { } value && LanguagePrimitives.ConvertTo<string>(value) is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : null;

    private static double? Number(PSObject row, string name, double least, double most, bool whole = false)
    {
        if (Text(row, name) is not { } text)
        {
            return null;
        }

        // The invariant form, as Export-Csv and PowerShell itself write it.
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most && (!whole || number == Math.Floor(number))
                ? number
                : throw InputErrors.BadColumn(name, text, $"a {(whole ? "whole " : "")}number from {least} to {most}", row);
    }
}
