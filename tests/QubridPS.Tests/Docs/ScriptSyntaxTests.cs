using System.Management.Automation.Language;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Docs;

/// <summary>Windows PowerShell 5.1 reads every script of ours: none is written in what only PowerShell 7 knows.</summary>
public class ScriptSyntaxTests
{
    private static readonly TokenKind[] s_newer =
    [
        TokenKind.QuestionMark, TokenKind.QuestionQuestion, TokenKind.QuestionQuestionEquals, TokenKind.QuestionDot, TokenKind.QuestionLBracket,
        TokenKind.AndAnd, TokenKind.OrOr, TokenKind.Clean,
    ];

    public static TheoryData<string> Scripts =>
    [
        .. new[] { "src/QubridPS/Module", "src/QubridPS/VersionFolderShim.psm1", "samples", "tests/pester", "docs", "QubridPS.psd1", "build.ps1" }
            .Select(place => Path.Combine(TestSettings.RepositoryRoot, place))
            .SelectMany(place => Directory.Exists(place) ? Directory.GetFiles(place, "*.ps*1", SearchOption.AllDirectories) : [place])
            .Select(file => Path.GetRelativePath(TestSettings.RepositoryRoot, file)),
    ];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_is_of_both_editions(string file)
    {
        Parser.ParseFile(Path.Combine(TestSettings.RepositoryRoot, file), out var tokens, out var errors);
        Assert.Empty(errors);
        Assert.DoesNotContain(tokens, token => s_newer.Contains(token.Kind));

        // Without a mark, Windows PowerShell reads a script in the system's code page.
        var bytes = File.ReadAllBytes(Path.Combine(TestSettings.RepositoryRoot, file));
        Assert.True(bytes.AsSpan().StartsWith("\uFEFF"u8) || !Array.Exists(bytes, each => each > 127), "Characters beyond ASCII need a byte order mark.");
    }
}
