using System.Collections;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Fuzzing;

/// <summary>Tests that any input becomes well-formed data in a closed fence.</summary>
public class ConversionFuzzTests
{
    private const int InputCount = 300;

    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(InputCount).WithReplay(20260311, 1).WithEndSize(20);

    [Fact]
    public void Random_pipelines_become_JSON_with_one_element_per_object() => Check("Json", (items, data) =>
    {
        var root = JsonDocument.Parse(data.Text).RootElement;
        var rows = items.Length == 1 ? [root] : root.EnumerateArray().ToArray();
        Assert.Equal(items.Length, rows.Length);
        Assert.All(items.Zip(rows), pair => AssertSame(pair.First, pair.Second));
    });

    [Fact]
    public void Random_pipelines_become_CSV_with_one_row_per_object() => Check("Csv", (items, data) =>
    {
        var rows = CsvReader.Read(data.Text);
        Assert.Equal(items.Length + 1, rows.Count);
        var columns = items.SelectMany(GetPropertyNames).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        Assert.All(rows, row => Assert.Equal(Math.Max(1, columns), row.Count));
    });

    [Theory]
    [InlineData("List")]
    [InlineData("Text")]
    public void Random_pipelines_become_text_in_a_closed_fence(string format) => Check(format, (_, _) => { });

    private static void Check(string format, Action<object?[], FencedData> assert)
    {
        using var mock = new MockShell();
        var count = 0;
        Prop.ForAll(DataGenerators.Pipelines, items =>
        {
            count++;
            var data = FencedData.ParseWhatIf(mock.Run("param($items, $as) $items | Invoke-QubridChat 'Look' -As $as -WhatIf", items, format));
            Assert.DoesNotContain(data.Nonce, data.Text, StringComparison.Ordinal);
            assert(items, data);
        }).Check(s_config);
        Assert.Equal(InputCount, count);
    }

    // Strings are unchanged, except that an unpaired surrogate has no UTF-8 bytes.
    private static void AssertSame(object? item, JsonElement json)
    {
        switch (item)
        {
            case string text:
                Assert.Equal(NormalizeText(text), json.GetString());
                break;
            case null or DBNull:
                Assert.Equal(JsonValueKind.Null, json.ValueKind);
                break;
            case IDictionary or PSObject:
                Assert.Equal(GetPropertyNames(item).Count(), json.EnumerateObject().Count());
                break;
        }
    }

    private static string NormalizeText(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string> GetPropertyNames(object? item) => item switch
    {
        null or DBNull => [],
        IDictionary dictionary => dictionary.Keys.Cast<string>(),
        PSObject custom => custom.Properties.Select(property => property.Name),
        _ => ["Value"],
    };
}
