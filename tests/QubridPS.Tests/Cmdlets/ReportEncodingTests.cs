using System.Text.RegularExpressions;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests that text of a model, a service or a file is only text in a report.</summary>
public class ReportEncodingTests
{
    private const string Items = """
        param($text, $path)
        [pscustomobject]@{
            PSTypeName = 'Deserialized.Qubrid.Client.ChatCompletion'; Model = $text; Text = $text; FinishReason = $text; Created = $text
            InputObject = [pscustomobject]@{ $text = $text; Id = $text }
            Messages = @(@{ Role = $text; Content = $text })
            Usage = @{ PromptTokens = $text; CompletionTokens = 1 }; ClientMetrics = @{ TtftSeconds = $text; TotalTimeSeconds = 1 }
        } | ForEach-Object { $_; [pscustomobject]@{ PSTypeName = 'Deserialized.Qubrid.Client.ChatCompletion'; Model = 'other'; Usage = @{ PromptTokens = 1 } } } |
            ForEach-Object { $_; New-QubridErrorRecord -StatusCode 400 -Message $text -TargetObject $text } |
            ForEach-Object { $_; [System.Management.Automation.ErrorRecord]::new([System.Exception]::new($text), $text, 'NotSpecified', $text) } |
            Export-QubridReport $path -Title $text -GroupBy "InputObject.$(if ($text -match '^[^.]+$') { $text } else { 'Id' })" -Price @{ '*' = @{ Input = 1; Output = 1 } } -IncludeText
        """;

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("</script><img src=x onerror=alert(1)>")]
    [InlineData("</style></title></svg></textarea><iframe src='javascript:alert(1)'>")]
    [InlineData("\" onmouseover=\"alert(1)\" ' autofocus onfocus='alert(1)")]
    [InlineData("<!-- ]]> --> <![CDATA[ &lt; &#60; &amp;")]
    [InlineData("javascript:alert(1) ${alert(1)} `alert(1)` {{alert(1)}} \\\"}; } </body></html>")]
    [InlineData("before\u202Eafter\u2066\u200B\uFEFF\u0000\u001B[31m\u0085\uD800 \uDC00\uFFFE\r\n\tend")]
    public void Hostile_text_is_encoded_in_every_column(string text)
    {
        using var folder = new TemporaryFolder();
        using var shell = new Shell();
        var path = folder.File("report.html");
        Assert.Empty(shell.Run(Items, text, path).AllErrors);
        var page = ReportPage.Read(path);
        var content = Regex.Replace(page.Markup, "(?s)<(script|style)>.*?</\\1>", "");
        Assert.Equal(1, Regex.Count(page.Markup, "<script"));
        Assert.Equal(1, Regex.Count(page.Markup, "</style"));
        Assert.DoesNotMatch("<(img|iframe|textarea|a|object|embed|link|base|form)\\b|<!--|<!\\[CDATA", content);
        Assert.DoesNotMatch("<[^<>]+ (on[a-z]+|style|href|src|autofocus)=", content);
        Assert.DoesNotMatch("[\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF\\uFFFE]", page.Markup);
        Assert.Equal(8, page.Rows.Count);
    }

    [Fact]
    public void Invisible_characters_have_a_visible_form()
    {
        using var folder = new TemporaryFolder();
        using var shell = new Shell();
        shell.Get("param($text, $path) New-QubridCompletion $text | Export-QubridReport $path", "a\u202Eb\u0000c\u200Ed\U000E0041e\u200Df", folder.File("report.html"));
        Assert.Equal("a⟨U+202E⟩b␀c⟨U+200E⟩d⟨U+E0041⟩e\u200Df", ReportPage.Read(folder.File("report.html")).Rows.Single()["answer"]);
    }

    [Fact]
    public void Line_of_a_megabyte_is_cut_in_every_column()
    {
        using var folder = new TemporaryFolder();
        using var shell = new Shell();
        var path = folder.File("report.html");
        Assert.Empty(shell.Run(Items, new string('x', 1_000_000), path).AllErrors);
        Assert.InRange(new FileInfo(path).Length, 100_000, 4_000_000);
        Assert.Contains("[900,000 more characters are not shown.]", File.ReadAllText(path), StringComparison.Ordinal);
    }
}
