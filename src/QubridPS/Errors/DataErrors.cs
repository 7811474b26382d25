namespace QubridPS.Errors;

/// <summary>Creates the errors of input objects that cannot be sent as data.</summary>
internal static class DataErrors
{
    internal static QubridInputException NullInput() => new(
        "Qubrid.NullInput",
        ErrorCategory.InvalidData,
        "The input contains only $null, so nothing was sent.",
        "Check the command or variable that the input comes from: $null -eq $variable. If no data is needed, omit the input.",
        null);

    internal static QubridInputException NullItems(int nullCount, int itemCount) => new(
        "Qubrid.NullInput",
        ErrorCategory.InvalidData,
        $"{nullCount} of {itemCount} input objects are $null; no request was sent for them.",
        "Check the command that the input comes from. Where-Object { $null -ne $_ } removes these objects.",
        null);

    internal static QubridInputException FormattedInput(object? target) => new(
        "Qubrid.FormattedInput",
        ErrorCategory.InvalidData,
        "The input is the output of a formatting command (Format-Table, Format-List, Format-Wide or Format-Custom). "
        + "It describes a screen layout and contains no data, so nothing was sent.",
        "Remove the Format- command from the pipeline; the columns that the console shows are sent without it. "
        + "Select-Object selects other properties, and Out-String converts the layout to text.",
        target);

    internal static QubridInputException RowValueInvalid(string name, object? value, string expected, object? target) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidData,
        $"The value '{value}' of the property {name} is not valid: {expected} is expected. No request was sent for this object.",
        $"Correct the value, or leave {name} empty to use the default.",
        target)
    { IsItemError = true };
}
