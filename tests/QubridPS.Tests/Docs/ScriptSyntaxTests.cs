using System.Management.Automation.Language;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Docs;

/// <summary>Tests that Windows PowerShell 5.1 can parse every script, so none uses syntax of PowerShell 7.</summary>
public class ScriptSyntaxTests
{
    private static readonly TokenKind[] s_newerTokens =
    [
        TokenKind.QuestionMark, TokenKind.QuestionQuestion, TokenKind.QuestionQuestionEquals, TokenKind.QuestionDot, TokenKind.QuestionLBracket,
        TokenKind.AndAnd, TokenKind.OrOr, TokenKind.Clean,
    ];

    public static TheoryData<string> Scripts =>
    [
        .. new[] { "src/QubridPS/Module", "src/QubridPS/VersionFolderShim.psm1", "samples", "tests/pester", "docs", "QubridPS.psd1", "build.ps1" }
            .Select(path => Path.Combine(TestSettings.RepositoryRoot, path))
            .SelectMany(path => Directory.Exists(path) ? Directory.GetFiles(path, "*.ps*1", SearchOption.AllDirectories) : [path])
            .Select(file => Path.GetRelativePath(TestSettings.RepositoryRoot, file)),
    ];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Script_parses_in_both_editions(string file)
    {
        Parser.ParseFile(Path.Combine(TestSettings.RepositoryRoot, file), out var tokens, out var errors);
        Assert.Empty(errors);
        Assert.DoesNotContain(tokens, token => s_newerTokens.Contains(token.Kind));

        // Without a byte order mark, Windows PowerShell reads a script in the code page of the system.
        var bytes = File.ReadAllBytes(Path.Combine(TestSettings.RepositoryRoot, file));
        Assert.True(bytes.AsSpan().StartsWith("\uFEFF"u8) || !Array.Exists(bytes, value => value > 127), "Characters beyond ASCII need a byte order mark.");
    }
}
