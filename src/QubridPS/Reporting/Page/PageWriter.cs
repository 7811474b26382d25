using System.Text;

namespace QubridPS.Reporting;

/// <summary>
/// Writes the page around the rows. The parts that scripts and tests can rely on:
/// <list type="bullet">
/// <item>h1 is the title; each section (#summary, #failures, #charts, #groups, #items) has the accessible name of its h2.</item>
/// <item>#summary has a dl of key figures. Each chart is a figure with an h3, an SVG with role img, and its data as a table in details.</item>
/// <item>The items are the table #items-table in the region .scroll, which has the name of the section. Each column heading is a th with aria-sort and
/// a button, which the script enables.</item>
/// <item>The controls (.controls) are visible only with the script (class js of html): the search field #search with the label Search, the check box
/// #failed-only (only if there are failures), the status #status, and above 5,000 rows the nav #pager with the buttons Previous and Next.</item>
/// </list>
/// </summary>
internal sealed class PageWriter(TextWriter output, ReportOptions options, ReportSums sums, IReadOnlyList<ReportColumn> columns)
{
    private const int MaxTitleLength = 200;

    /// <summary>Writes everything before the rows.</summary>
    internal void WriteStart(DateTimeOffset created)
    {
        var title = Html.EncodeLine(options.Title, MaxTitleLength);
        var style = PageResource.Read("report.css") + WriteLabelStyles();
        var script = PageResource.Read("report.js");
        var policy = $"default-src 'none'; script-src {PageResource.GetSource(script)}; style-src {PageResource.GetSource(style)}; base-uri 'none'; form-action 'none'";
        output.Write($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <meta name="generator" content="QubridPS {typeof(PageWriter).Assembly.GetName().Version!.ToString(3)}">
            <title>{title}</title>
            <style>{style}</style>
            <script>{script}</script>
            </head>
            <body>
            <header>
            <h1><bdi>{title}</bdi></h1>
            <p>{WritePeriod()}Created {ReportFormat.TimeElement(created, " UTC")}</p>
            </header>
            <main>

            """.Replace("\r\n", "\n"));
        var (total, groups) = (sums.Total.ToStatistics(""), sums.GetGroups());
        SummarySection.Write(output, options, sums, total);
        ChartSection.Write(output, options, sums, total, groups);
        GroupSection.Write(output, options, groups);
        WriteTableStart();
    }

    /// <summary>Writes everything after the rows.</summary>
    internal void WriteEnd() => output.Write("""
        </tbody>
        </table>
        </div>
        </section>
        </main>
        <footer><p>Written by Export-QubridReport of the PowerShell module QubridPS. The page contains all its data and loads nothing.</p></footer>
        </body>
        </html>

        """.Replace("\r\n", "\n"));

    private string WritePeriod() => sums.Period is not { } period ? ""
        : period.First == period.Last ? $"Requests of {ReportFormat.TimeElement(period.First, " UTC")} · "
        : $"Requests from {ReportFormat.TimeElement(period.First)} to {ReportFormat.TimeElement(period.Last, " UTC")} · ";

    // On a phone each row is a list of labeled values. The labels are in the style sheet, so that they are not repeated in each row.
    private string WriteLabelStyles()
    {
        var rules = new StringBuilder("@media screen and (max-width: 40rem) {\n");
        foreach (var column in columns)
        {
            rules.Append("#items-table tbody .").Append(column.Key).Append("::before { content: \"").Append(EscapeStyle(column.Title)).Append("\"; }\n");
        }

        return rules.Append("}\n").ToString();
    }

    // The name of the group column is text of the user.
    private static string EscapeStyle(string text) =>
        string.Concat(text.Select(character => char.IsLetterOrDigit(character) && character < 128 ? character.ToString() : $"\\{(int)character:x6}"));

    private void WriteTableStart()
    {
        var failedOnly = sums.Failures.Count == 0 ? "" : "<label class=\"check\"><input type=\"checkbox\" id=\"failed-only\"> Failures only</label>";
        var headings = string.Concat(columns.Select(column =>
            $"<th scope=\"col\" class=\"{(column.IsNumber ? "number " : "")}{column.Key}\" aria-sort=\"{(column.Key == "position" ? "ascending" : "none")}\">"
            + $"<button type=\"button\" disabled data-type=\"{(column.IsNumber ? "number" : "text")}\">{Html.Encode(column.Title)}</button></th>"));
        output.Write($"""
            <section id="items" aria-labelledby="items-heading">
            <h2 id="items-heading">Items</h2>
            <div class="controls">
            <label class="search">Search <input type="search" id="search" autocomplete="off" spellcheck="false"></label>
            {failedOnly}
            <p id="status" role="status">{ReportFormat.Count(sums.ItemCount, "item")}</p>
            <nav id="pager" aria-label="Pages of the table" hidden><button type="button" id="previous">Previous</button> <button type="button" id="next">Next</button></nav>
            </div>
            <div class="scroll" role="region" aria-labelledby="items-heading" tabindex="0">
            <table id="items-table">
            <caption class="hidden">Items</caption>
            <thead><tr>{headings}</tr></thead>
            <tbody>

            """.Replace("\r\n", "\n"));
    }
}
