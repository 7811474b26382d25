using System.Collections;
using System.Collections.Specialized;
using FsCheck;
using FsCheck.Fluent;

namespace QubridPS.Tests.Fuzzing;

/// <summary>Generates pipeline input: values of any type, and lists, dictionaries and objects of them.</summary>
internal static class DataGenerators
{
    private static readonly string[] s_fragments =
    [
        "a", "Ä", "漢", "😀", "\uD800", "\uDC00", "\uDC00\uD800", "\uFFFE", "\uFEFF", "\0", "\u0001", "\u001B", "\u007F", "\u0085", "\u2028", "\t", " ",
        "\r", "\n", "\r\n", "\"", "\"\"", ",", ";", "'", "\\", "\\u0000", "{", "}", "[", "]", "<<<DATA ", "DATA ", ">>>", "```", "null", "=", "<&>",
    ];

    /// <summary>Generates the input of a pipeline. At least one item is not a string, because strings alone are lines of text.</summary>
    internal static Arbitrary<object?[]> Pipelines { get; } = Arb.From(
        from first in Rows(3)
        from otherItems in Gen.Frequency((3, Rows(3)), (1, Values())).ListOf(5)
        select (object?[])[first, .. otherItems]);

    internal static Gen<string> Texts() => Gen.Frequency(
        (3, Gen.Elements(s_fragments).ArrayOf().Select(string.Concat)),
        (1, Gen.Choose(0, 0xFFFF).Select(code => (char)code).ArrayOf().Select(characters => new string(characters))));

    private static Gen<object?> Rows(int depth) => Gen.OneOf(
        Fields(depth).Select(fields => (object?)new Hashtable(fields)),
        Fields(depth).Select(fields => (object?)Ordered(fields)),
        Fields(depth).Select(fields => (object?)Custom(fields)));

    private static Gen<Dictionary<string, object?>> Fields(int depth) =>
        from names in Texts().ListOf(4)
        from values in Any(depth - 1).ListOf(4)
        select names.Zip(values).GroupBy(pair => pair.First, StringComparer.OrdinalIgnoreCase).ToDictionary(same => same.Key, same => same.First().Second);

    private static Gen<object?> Any(int depth) => depth == 0 ? Values() : Gen.Frequency(
        (4, Values()), (1, Rows(depth)), (1, Any(depth - 1).ListOf(3).Select(list => (object?)list.ToArray())));

    private static Gen<object?> Values() => Gen.OneOf(
        Texts().Select(text => (object?)text),
        Gen.Elements<object?>(null, true, false, double.NaN, double.NegativeInfinity, float.PositiveInfinity, -0.0, double.Epsilon, DBNull.Value),
        Gen.Elements<object?>(long.MinValue, ulong.MaxValue, decimal.MaxValue, 0.10m, (byte)1, 'x', '\uD800', DayOfWeek.Friday, new Uri("http://h/ü")),
        Gen.Choose(int.MinValue, int.MaxValue).Select(number => (object?)number),
        ArbMap.Default.GeneratorFor<double>().Select(number => (object?)number),
        ArbMap.Default.GeneratorFor<float>().Select(number => (object?)number),
        ArbMap.Default.GeneratorFor<decimal>().Select(number => (object?)number),
        ArbMap.Default.GeneratorFor<DateTime>().Select(time => (object?)time),
        ArbMap.Default.GeneratorFor<DateTimeOffset>().Select(time => (object?)time),
        ArbMap.Default.GeneratorFor<TimeSpan>().Select(time => (object?)time),
        ArbMap.Default.GeneratorFor<Guid>().Select(id => (object?)id),
        ArbMap.Default.GeneratorFor<byte[]>().Select(bytes => (object?)bytes));

    private static OrderedDictionary Ordered(Dictionary<string, object?> fields)
    {
        var dictionary = new OrderedDictionary();
        foreach (var (name, value) in fields)
        {
            dictionary.Add(name, value);
        }

        return dictionary;
    }

    private static PSObject Custom(Dictionary<string, object?> fields)
    {
        var custom = new PSObject();
        foreach (var (name, value) in fields.Where(field => field.Key.Length > 0))
        {
            custom.Properties.Add(new PSNoteProperty(name, value));
        }

        return custom;
    }
}
