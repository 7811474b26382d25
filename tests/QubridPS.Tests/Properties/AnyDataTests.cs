using System.Collections;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Properties;

/// <summary>Whatever is piped as data, the reader of the body gets well-formed data in a closed fence.</summary>
public class AnyDataTests
{
    private const int Inputs = 1000;

    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(Inputs).WithReplay(20260311, 1).WithEndSize(20);

    [Fact]
    public void A_thousand_pipelines_are_JSON_with_an_element_for_each_object() => Check("Json", (items, data) =>
    {
        var root = JsonDocument.Parse(data.Text).RootElement;
        var rows = items.Length == 1 ? [root] : root.EnumerateArray().ToArray();
        Assert.Equal(items.Length, rows.Length);
        Assert.All(items.Zip(rows), pair => AssertSame(pair.First, pair.Second));
    });

    [Fact]
    public void A_thousand_pipelines_are_CSV_with_a_row_for_each_object_and_a_cell_for_each_column() => Check("Csv", (items, data) =>
    {
        var rows = CsvReader.Read(data.Text);
        Assert.Equal(items.Length + 1, rows.Count);
        var columns = items.SelectMany(Names).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        Assert.All(rows, row => Assert.Equal(Math.Max(1, columns), row.Count));
    });

    [Theory]
    [InlineData("List")]
    [InlineData("Text")]
    public void A_thousand_pipelines_are_text_in_a_closed_fence(string format) => Check(format, (_, _) => { });

    private static void Check(string format, Action<object?[], DataPart> assert)
    {
        using var mock = new MockShell();
        var count = 0;
        Prop.ForAll(DataSource.Pipelines, items =>
        {
            count++;
            var data = DataPart.OfWhatIf(mock.Run("param($items, $as) $items | Invoke-QubridChat 'Look' -As $as -WhatIf", items, format));
            Assert.DoesNotContain(data.Mark, data.Text, StringComparison.Ordinal);
            assert(items, data);
        }).Check(s_config);
        Assert.Equal(Inputs, count);
    }

    // Strings arrive as they were; half a character has no bytes on the wire.
    private static void AssertSame(object? item, JsonElement json)
    {
        switch (item)
        {
            case string text:
                Assert.Equal(Sent(text), json.GetString());
                break;
            case null or DBNull:
                Assert.Equal(JsonValueKind.Null, json.ValueKind);
                break;
            case IDictionary or PSObject:
                Assert.Equal(Names(item).Count(), json.EnumerateObject().Count());
                break;
        }
    }

    private static string Sent(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string> Names(object? item) => item switch
    {
        null or DBNull => [],
        IDictionary dictionary => dictionary.Keys.Cast<string>(),
        PSObject custom => custom.Properties.Select(property => property.Name),
        _ => ["Value"],
    };
}
