using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Fuzzing;

/// <summary>Tests that the parts of divided data are the whole data, fit in their requests, and are as few as possible.</summary>
public class DividedDataTests
{
    // The marker of a part depends on its data, so its size is estimated as that of digits: up to 20 tokens too high.
    private const int Tolerance = 24;

    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(20261125, 1).WithEndSize(200);

    private static readonly Arbitrary<(string[] Items, int Limit)> s_inputs = Arb.From(
        from limit in Gen.Choose(450, 1000)
        from count in Gen.Choose(1, 250)
        from items in Gen.OneOf(DataGenerators.Texts().Resize(20), Gen.Choose(1, 40).Select(length => new string('w', length))).ListOf(count)
        where items.Any(item => item.Length > 0)
        select (items.ToArray(), limit));

    [Fact]
    public void Parts_of_text_are_all_lines_in_order_fit_and_are_filled() => Check("$items", (items, parts) =>
    {
        var lines = string.Join("\n", items).Split('\n');
        Assert.Equal(Normalize(string.Join("\n", lines)), string.Join("\n", parts.Select(part => part.Data)));
        return parts.Select(part => part.Data.Split('\n')[0]);
    }, "\n");

    [Fact]
    public void Parts_of_JSON_are_all_objects_in_order_fit_and_are_filled() => Check("($items | ForEach-Object { [pscustomobject]@{ A = $_ } })", (items, parts) =>
    {
        var rows = parts.Select(part => JsonDocument.Parse(part.Data).RootElement).Select(root => root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().ToList() : [root]).ToList();
        Assert.Equal(items.Select(Normalize), rows.SelectMany(part => part).Select(row => row.GetProperty("A").GetString()));
        return rows.Select(part => part[0].GetRawText());
    }, ",");

    [Fact]
    public void Parts_of_CSV_are_all_rows_in_order_each_with_the_header_fit_and_are_filled() => Check("($items | ForEach-Object { [pscustomobject]@{ A = $_; B = 1 } }) -As Csv", (items, parts) =>
    {
        var tables = parts.Select(part => CsvReader.Read(part.Data)).ToList();
        Assert.All(tables, table => Assert.Equal(["A", "B"], table[0]));
        Assert.Equal(items.Select(Normalize), tables.SelectMany(table => table.Skip(1)).Select(row => row[0]));
        return tables.Select(table => $"{table[1][0]},1");
    }, "\n");

    [Fact]
    public void Parts_of_a_file_are_all_lines_in_order_each_with_its_name_fit_and_are_filled()
    {
        using var folder = new TemporaryFolder();
        Check("$items", (items, parts) =>
        {
            var lines = parts.Select(part => part.Data.Split('\n')).ToList();
            Assert.All(lines, part => Assert.Matches("^--- file \"a.log\"( \\(continued from line \\d+\\))? ---$", part[0]));
            Assert.Equal(items.Select(Normalize).ToArray() is [.., ""] all ? all[..^1] : items.Select(Normalize), lines.SelectMany(part => part.Skip(1)));
            return lines.Select(part => part[1]);
        }, "\n", folder.File("a.log"));
    }

    private static void Check(string data, Func<string[], List<Part>, IEnumerable<string>> getFirstPieces, string separator, string? file = null)
    {
        using var mock = new MockShell();
        var dividedCount = 0;
        mock.Get("Add-QubridMockReply -Text 'ok' -Match . -Times 100000");
        Prop.ForAll(s_inputs, input =>
        {
            var sent = mock.Requests.Count;
            var arguments = data.Split(") -As");
            if (file is not null)
            {
                var lines = input.Items.SelectMany(item => item.Split('\n', '\r')).Select(line => Normalize(new string([.. line.Where(character => character is >= ' ' and not '\uFEFF')]))).ToArray();
                input = (lines, input.Limit);
                File.WriteAllText(file, string.Join("\n", lines));
            }

            var script = file is not null ? $"param($items, $limit) Invoke-QubridChat Look -Split -MaxInputTokens $limit -Path '{file}'" : $"param($items, $limit) Invoke-QubridChat Look -Split -MaxInputTokens $limit -InputObject {arguments[0]}{(arguments.Length > 1 ? ") -As" + arguments[1] : "")}";
            Assert.Single(mock.Get(script, input.Items, input.Limit));
            var prompts = mock.Prompts.Skip(sent).ToList();
            Assert.All(prompts, text => Assert.InRange(Estimate(text), 1, input.Limit));
            if (file is not null && prompts is [var prompt] && prompt.Contains("\n<<<FILE ", StringComparison.Ordinal))
            {
                return;
            }

            var parts = prompts.Where(text => !text.Contains("Answer for part", StringComparison.Ordinal) || text.Contains("Part ", StringComparison.Ordinal))
                .Select(text => new Part(text, FencedData.Parse(text).Text)).Where(part => !part.Data.StartsWith("Answer for part", StringComparison.Ordinal)).ToList();
            var firstPieces = getFirstPieces(input.Items, parts).ToList();
            for (var index = 1; index < parts.Count; index++)
            {
                dividedCount++;
                Assert.True(Estimate(parts[index - 1].Prompt + separator + firstPieces[index]) > input.Limit - Tolerance, $"Part {index} has space for the next piece.");
            }
        }).Check(s_config);
        Assert.True(dividedCount > 20);
    }

    // The same estimate as that of -MaxInputTokens.
    private static int Estimate(string text) => 4 + ((text.Sum(character => character switch
    {
        (>= 'a' and <= 'z') or ' ' => 22,
        >= 'A' and <= 'Z' => 50,
        < '\u0080' => 60,
        < '\u2E80' => 30,
        _ => 75,
    }) + 99) / 100);

    private static string Normalize(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));

    private sealed record Part(string Prompt, string Data);
}
