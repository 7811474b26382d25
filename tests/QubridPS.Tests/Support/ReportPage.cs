using System.Net;
using System.Text.RegularExpressions;

namespace QubridPS.Tests.Support;

/// <summary>Reads what a report shows.</summary>
internal sealed partial class ReportPage(string markup)
{
    internal string Markup { get; } = markup;

    /// <summary>Gets the key figures by name: the value and its note.</summary>
    internal Dictionary<string, string> Figures => FigurePattern().Matches(Markup)
        .ToDictionary(figure => figure.Groups[1].Value, figure => ToText($"{figure.Groups[2].Value}; {figure.Groups[3].Value}"));

    /// <summary>Gets the cells of the items by their CSS class.</summary>
    internal List<Dictionary<string, string>> Rows => [.. RowPattern().Matches(TablePattern().Match(Markup).Groups[1].Value)
        .Select(row => CellPattern().Matches(row.Value).ToDictionary(cell => cell.Groups[1].Value, cell => ToText(cell.Groups[2].Value)))];

    /// <summary>Gets the failures: the text of each entry.</summary>
    internal List<string> Failures => [.. FailurePattern().Matches(Markup).Select(failure => ToText(failure.Groups[1].Value))];

    /// <summary>Gets the charts by title: the text of each data row.</summary>
    internal Dictionary<string, List<string>> Charts => ChartPattern().Matches(Markup).ToDictionary(
        chart => ToText(chart.Groups[1].Value),
        chart => RowPattern().Matches(chart.Groups[2].Value).Select(row => ToText(row.Value.Replace("</th>", " ").Replace("</td>", " ")).Trim()).Skip(1).ToList());

    internal static ReportPage Read(string path) => new(File.ReadAllText(path));

    private static string ToText(string markup) => WebUtility.HtmlDecode(TagPattern().Replace(markup, ""));

    [GeneratedRegex("<dt>(.*?)</dt><dd><strong>(.*?)</strong> <span>(.*?)</span>")]
    private static partial Regex FigurePattern();

    [GeneratedRegex("(?s)<table id=\"items-table\">.*?<tbody>(.*?)</tbody>")]
    private static partial Regex TablePattern();

    [GeneratedRegex("(?s)<tr.*?</tr>")]
    private static partial Regex RowPattern();

    [GeneratedRegex("(?s)<t[dh] (?:scope=\"row\" )?class=\"(?:number )?([^\"]*)\">(.*?)</t[dh]>")]
    private static partial Regex CellPattern();

    [GeneratedRegex("(?s)<li>(<h3>.*?)</li>")]
    private static partial Regex FailurePattern();

    [GeneratedRegex("(?s)<figure>.*?<h3>(.*?)</h3>.*?<table[^>]*>(.*?)</table>.*?</figure>")]
    private static partial Regex ChartPattern();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex TagPattern();
}
