using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests what Export-QubridReport writes.</summary>
public sealed class ReportTests : IDisposable
{
    // A completion as it comes from a file, so that its times are known.
    private const string Completion = """
        function New-Completion($model, $first, $total, $prompt, $tokens, $created = '2026-11-24T22:00:00Z', $reason = 'stop') {
            [pscustomobject]@{
                PSTypeName = 'Deserialized.Qubrid.Client.ChatCompletion'; Model = $model; Text = "Answer of $model"; FinishReason = $reason; Created = $created
                InputObject = [pscustomobject]@{ Id = $first; Team = "team $model"; Prompt = 'secret' }
                Usage = [pscustomobject]@{ PromptTokens = $prompt; CompletionTokens = $tokens; TotalTokens = $prompt + $tokens }
                ClientMetrics = [pscustomobject]@{ TtftSeconds = $first; TotalTimeSeconds = $total }
            }
        }

        """;

    private readonly TemporaryFolder _folder = new();
    private readonly Shell _shell = new();

    [Fact]
    public void Figures_are_those_of_the_completions_and_failures()
    {
        var page = Export("""
            1..20 | ForEach-Object { New-Completion a/a $_ (10 * $_) 100 50 }
            New-QubridErrorRecord -StatusCode 429; New-QubridErrorRecord -StatusCode 503; New-QubridErrorRecord -StatusCode 429
            """, "-Price @{ '*' = @{ Input = 1; Output = 2 } }");
        Assert.Equal("23; 20 completions", page.Figures["Requests"]);
        Assert.Equal("3; 13 % of the requests", page.Figures["Failures"]);
        Assert.Equal("3,000; 2,000 prompt, 1,000 completion", page.Figures["Tokens"]);
        Assert.Equal("0.004; in the currency of the prices", page.Figures["Cost"]);
        Assert.Equal("35 min 0 s; sum of all calls", page.Figures["Duration"]);
        Assert.Equal("10.0 s; p50; p95 19.0 s, longest 20.0 s", page.Figures["Time to first token"]);
        Assert.Equal("100 s; p50; p95 190 s, longest 200 s", page.Figures["Total time"]);
        Assert.Equal(["Qubrid.RateLimited 2 failures", "Qubrid.ServerError 1 failure"], page.Failures.Select(text => Regex.Match(text, "^.*?failures?").Value));
        Assert.All(page.Failures, text => Assert.Matches("What to do: .*(Wait and retry|Retry later)", text));
    }

    [Fact]
    public void Rows_contain_the_columns_of_each_item_in_input_order()
    {
        var page = Export("New-Completion a/a 0.25 2 1000 5; New-QubridErrorRecord -StatusCode 429 -TargetObject 'row 2' -Message 'Slow down.'");
        var (completion, failure) = (page.Rows[0], page.Rows[1]);
        Assert.Equal(
            ["1", "2026-11-24 22:00:00", "Id=0.25, Team=team a/a", "a/a", "stop", "1,000", "5", "0.250", "2.00", "Answer of a/a"],
            completion.Values);
        Assert.Equal(["2", "", "row 2"], failure.Values.Take(3));
        Assert.Equal("Qubrid.RateLimited", failure["result"]);
        Assert.Contains("Slow down.", failure["answer"], StringComparison.Ordinal);
    }

    [Fact]
    public void Charts_have_titles_and_their_data_as_text()
    {
        var page = Export("""
            1..4 | ForEach-Object { New-Completion a/a $_ $_ 10 5 "2026-11-24T22:00:0$($_)Z" }; New-Completion b/b 1 9 1 1 -reason length
            New-QubridErrorRecord -StatusCode 429
            """, "-Price @{ '*' = @{ Input = 1; Output = 2 } }");
        Assert.Equal(
            ["Time to first token", "Total time", "Finish reasons and failures", "Tokens by model", "Total time by model", "Cost by model", "Requests over time, per second"],
            page.Charts.Keys);
        Assert.Equal(["stop 4", "length 1", "Qubrid.RateLimited 1"], page.Charts["Finish reasons and failures"]);
        Assert.Equal(["a/a 40 20", "b/b 1 1"], page.Charts["Tokens by model"]);
        Assert.Equal(["a/a 0.00008", "b/b 0.000003"], page.Charts["Cost by model"]);
        Assert.Equal(5, page.Charts["Time to first token"].Sum(row => int.Parse(row.Split(' ')[^1], CultureInfo.InvariantCulture)));
        Assert.Equal(5, page.Charts["Requests over time, per second"].Count);
        Assert.Equal(Regex.Count(page.Markup, "<svg role=\"img\" aria-labelledby=\"(chart-\\d-title) (chart-\\d-description)\""), page.Charts.Count);
        Assert.Contains("p50 2.00 s", page.Markup, StringComparison.Ordinal);
        Assert.Contains("p95 4.00 s", page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1, 1, 1", "0.9 to 1|1 to 1.1")] // equal values
    [InlineData("0, 0", "0 to 0|0 to 1")]
    [InlineData("1, 1, 1, 1, 500", "logarithmic")] // an outlier does not hide the other values
    [InlineData("1e-9, 5, 1e12", "logarithmic")]
    [InlineData("100, 101, 102", "seconds")]
    public void Axes_fit_any_times(string values, string expected)
    {
        var page = Export($"{values} | ForEach-Object {{ New-Completion a $_ $_ 1 1 }}");
        Assert.Matches(expected, page.Markup);
        Assert.DoesNotContain("NaN", Regex.Replace(page.Markup, "(?s)<script>.*?</script>", ""), StringComparison.Ordinal);
        Assert.Equal(values.Split(',').Length, page.Charts["Total time"].Sum(row => int.Parse(row.Split(' ')[^1], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Groups_have_a_column_and_a_table()
    {
        var page = Export("New-Completion a 1 1 1 1; New-Completion b 2 2 2 2", "-GroupBy InputObject.Team");
        Assert.Equal(["team a", "team b"], page.Rows.Select(row => row["group"]));
        Assert.Contains("<h2 id=\"groups-heading\">By InputObject.Team</h2>", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Tokens by InputObject.Team", page.Charts.Keys);
    }

    [Fact]
    public void Many_groups_are_counted_together()
    {
        var page = Export("1..250 | ForEach-Object { New-Completion \"model-$_\" 1 1 1 1 }");
        Assert.Contains("(other groups) 50 50", page.Charts["Tokens by model"]);
        Assert.Equal(250, page.Rows.Count);
    }

    [Fact]
    public void Complete_texts_are_included_only_on_request()
    {
        const string items = "New-QubridCompletion ('answer ' * 40 + 'end-of-answer') -Prompt ('prompt ' * 40 + 'end-of-prompt')";
        var brief = Export(items).Markup;
        Assert.DoesNotContain("end-of-answer", brief, StringComparison.Ordinal);
        Assert.DoesNotContain("end-of-prompt", brief, StringComparison.Ordinal);
        var complete = Export(items, "-IncludeText -Force").Markup;
        Assert.Contains("end-of-answer", complete, StringComparison.Ordinal);
        Assert.Contains("end-of-prompt", complete, StringComparison.Ordinal);
        Assert.Contains("[20,000 more characters are not shown.]", Export("New-QubridCompletion ('x' * 120000)", "-IncludeText -Force").Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Restored_completions_and_unsent_items_are_not_counted_as_requests()
    {
        var page = Export("$c = New-QubridCompletion one -PromptTokens 7; $c.IsRestored = $true; $c; New-QubridCompletion two -PromptTokens 1 -CompletionTokens 1; New-QubridErrorRecord -Id TokenBudgetExceeded");
        Assert.Equal("1; 1 completion, 1 more restored from a checkpoint", page.Figures["Requests"]);
        Assert.Equal("0; none; 30 items not sent", page.Figures["Failures"]);
        Assert.Equal("2; 1 prompt, 1 completion", page.Figures["Tokens"]);
        Assert.StartsWith("Qubrid.TokenBudgetExceeded 30 items not sent", page.Failures.Single(), StringComparison.Ordinal);
        Assert.Equal("stop restored", page.Rows[0]["result"]);
    }

    [Fact]
    public void Missing_price_gives_one_warning_and_no_sum()
    {
        var result = Run("New-Completion a 1 1 1 1; New-Completion b 1 1 1 1", "-Price @{ a = @{ Input = 1; Output = 1 } }");
        Assert.Equal(["-Price contains no price for the models b. The report contains no sum of the cost for their groups."], result.Warnings);
        var page = ReportPage.Read(_folder.File("report.html"));
        Assert.Equal("–; not known for every model", page.Figures["Cost"]);
        Assert.Equal(["0.000002", ""], page.Rows.Select(row => row["cost"]));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void Culture_of_the_session_does_not_matter(string culture)
    {
        _shell.Get("param($c) [System.Threading.Thread]::CurrentThread.CurrentCulture = $c", culture);
        var page = Export($"[System.Threading.Thread]::CurrentThread.CurrentCulture = '{culture}'; New-Completion a 0.5 1.5 1234 1");
        Assert.Equal(["2026-11-24 22:00:00", "1,234", "0.500"], new[] { "time", "prompt-tokens", "ttft" }.Select(name => page.Rows[0][name]));
        Assert.DoesNotMatch("(points|x|width)=\"[0-9.]+,[0-9]+,", page.Markup);
    }

    [Fact]
    public void Policy_allows_only_the_style_sheet_and_the_script_of_the_page()
    {
        var markup = Export("New-QubridCompletion one").Markup;
        var policy = Regex.Match(markup, "http-equiv=\"Content-Security-Policy\" content=\"(.*?)\"").Groups[1].Value;
        Assert.Equal(
            $"default-src 'none'; script-src {Hash(markup, "script")}; style-src {Hash(markup, "style")}; base-uri 'none'; form-action 'none'", policy);
        Assert.DoesNotMatch("<[^>]+ (style|on[a-z]+|href|src)=", Regex.Replace(markup, "(?s)<(script|style)>.*?</\\1>", ""));
    }

    [Fact]
    public void Updates_count_once_and_journal_entries_have_their_time_and_prompt()
    {
        using var mock = new MockShell();
        mock.Get("""
            param($folder)
            Connect-Qubrid -BaseUri $mock.BaseUri -ApiKey key -Journal "$folder/journal.jsonl"
            Invoke-QubridChat 'What is DNS?' -Stream | Export-QubridReport "$folder/stream.html"
            Get-QubridJournal | Export-QubridReport "$folder/report.html"
            """, _folder.Path);
        Assert.Equal("1; 1 completion", ReportPage.Read(_folder.File("stream.html")).Figures["Requests"]);
        var row = Assert.Single(ReportPage.Read(_folder.File("report.html")).Rows);
        Assert.Equal("What is DNS?", row["input"]);
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$", row["time"]);
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    private static string Hash(string markup, string element)
    {
        var text = Regex.Match(markup, $"(?s)<{element}>(.*?)</{element}>").Groups[1].Value;
        return $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
    }

    private ShellResult Run(string items, string parameters = "") =>
        _shell.Run($"param($path) {Completion} & {{ {items} }} | Export-QubridReport $path {parameters}", _folder.File("report.html"));

    private ReportPage Export(string items, string parameters = "")
    {
        Assert.Empty(Run(items, parameters).AllErrors);
        return ReportPage.Read(_folder.File("report.html"));
    }
}
