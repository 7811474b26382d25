using System.Collections;

namespace QubridPS.Errors;

/// <summary>Creates the errors of the value of -Price.</summary>
internal static class PriceErrors
{
    private const string Example = "@{ 'openai/*' = @{ Input = 0.15; Output = 0.60 } }";

    internal static QubridInputException NotATable(object? value) => Create(
        $"The value of -Price must be a dictionary of prices by model. It is an object of type {ErrorText.GetTypeName(value)}.", value);

    internal static QubridInputException Empty() => Create("The value of -Price contains no prices.", null);

    internal static QubridInputException NameEmpty() => Create("A price in -Price has no name of a model.", null);

    internal static QubridInputException RowInvalid(string model, object? value) => Create(
        $"The price of '{model}' in -Price must be a dictionary with Input and Output. It is {Describe(value)}.", model);

    internal static QubridInputException PriceMissing(string model, string key) => Create(
        $"The price of '{model}' in -Price has no {key}.", model);

    internal static QubridInputException PriceInvalid(string model, string key, object value) => Create(
        $"The {key} of '{model}' in -Price must be a number from 0 to 1000000000000. It is {Describe(value)}.", model);

    private static string Describe(object? value) => value is null or IDictionary or IList or PSObject
        ? $"an object of type {ErrorText.GetTypeName(value)}"
        : $"{(value is string ? "the text " : "")}'{ErrorText.Shorten(FormattableString.Invariant($"{value}"))}'";

    private static QubridInputException Create(string message, object? target, Exception? cause = null) => new(
        "Qubrid.InvalidInput",
        ErrorCategory.InvalidArgument,
        message,
        $"Specify the price of a million tokens by model or wildcard pattern: -Price {Example}.",
        target,
        cause);
}
