using System.Collections;
using System.Globalization;
using QubridPS.Common;
using QubridPS.Errors;

namespace QubridPS.Statistics;

/// <summary>
/// Represents the value of -Price: the prices of models per million tokens, such as
/// <c>@{ 'openai/*' = @{ Input = 0.15; Output = 0.60 } }</c>. A model has the price of its exact name, else of the longest pattern that
/// matches it. Of patterns of the same length, the first in ordinal order is used.
/// </summary>
internal sealed class PriceTable
{
    // Keeps every cost within the range of a decimal.
    private const double MaxPrice = 1e12;

    private readonly List<(string Name, WildcardPattern Pattern, TokenPrice Price)> _rows;
    private readonly Dictionary<string, TokenPrice?> _pricesByModel = new(StringComparer.OrdinalIgnoreCase);

    private PriceTable(List<(string Name, WildcardPattern Pattern, TokenPrice Price)> rows) => _rows = rows;

    /// <summary>Reads a dictionary, or an object such as ConvertFrom-Json returns.</summary>
    /// <exception cref="QubridInputException">The value has another form, or a price is missing or not a valid number.</exception>
    internal static PriceTable Parse(object value)
    {
        var rows = EnumerateFields(value)
            .Select(field => (field.Name, ParsePattern(field.Name), ParsePrice(field.Name, field.Value)))
            .OrderByDescending(row => row.Name.Length)
            .ThenBy(row => row.Name, StringComparer.Ordinal)
            .ToList();
        return rows.Count > 0 ? new PriceTable(rows) : throw PriceErrors.Empty();
    }

    /// <summary>Returns the price of a model, or null if the table has none. An unknown model matches only a pattern such as *.</summary>
    internal TokenPrice? Find(string? model)
    {
        var name = model ?? "";
        if (!_pricesByModel.TryGetValue(name, out var price))
        {
            _pricesByModel[name] = price = FindRow(name);
        }

        return price;
    }

    private TokenPrice? FindRow(string name) =>
        _rows.Where(row => string.Equals(row.Name, name, StringComparison.OrdinalIgnoreCase))
            .Concat(_rows.Where(row => row.Pattern.IsMatch(name)))
            .FirstOrDefault().Price;

    private static WildcardPattern ParsePattern(string name) =>
        string.IsNullOrWhiteSpace(name) ? throw PriceErrors.NameEmpty() : Wildcards.Create(name, "Price");

    private static TokenPrice ParsePrice(string name, object? value)
    {
        if (!IsTable(value))
        {
            throw PriceErrors.RowInvalid(name, value);
        }

        var row = PSObject.AsPSObject(value!);
        return new TokenPrice(ParseNumber(name, row, nameof(TokenPrice.Input)), ParseNumber(name, row, nameof(TokenPrice.Output)));
    }

    private static decimal ParseNumber(string name, PSObject row, string key)
    {
        var value = PSObjectReader.GetValue(row, key);
        return value switch
        {
            null => throw PriceErrors.PriceMissing(name, key),
            string or char or bool or Enum or DateTime => throw PriceErrors.PriceInvalid(name, key, value),
            _ when LanguagePrimitives.TryConvertTo<double>(value, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= MaxPrice =>
                (decimal)LanguagePrimitives.ConvertTo(value, typeof(decimal), CultureInfo.InvariantCulture),
            _ => throw PriceErrors.PriceInvalid(name, key, value),
        };
    }

    private static IEnumerable<(string Name, object? Value)> EnumerateFields(object value)
    {
        var table = PSObjectReader.Unwrap(value);
        return table is IDictionary dictionary
            ? dictionary.Cast<DictionaryEntry>().Select(entry => (InvariantText.From(entry.Key) ?? "", PSObjectReader.Unwrap(entry.Value)))
            : IsTable(table) ? PSObject.AsPSObject(table!).Properties.Select(property => (property.Name, PSObjectReader.Read(property)))
            : throw PriceErrors.NotATable(table);
    }

    private static bool IsTable(object? value) =>
        value is IDictionary || (value is PSObject wrapped && wrapped.BaseObject is PSCustomObject);
}
