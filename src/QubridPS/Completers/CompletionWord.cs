using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using QubridPS.Common;

namespace QubridPS.Completers;

/// <summary>What is typed of a name so far, with or without a quote before it.</summary>
internal sealed class CompletionWord
{
    private const string SingleQuotes = "'\u2018\u2019\u201a\u201b";
    private const string DoubleQuotes = "\"\u201c\u201d\u201e";

    // Without white space, quotes, and all that the shell reads for itself; at the start also no dash or sign.
    private static readonly Regex s_unquotedPattern = new(@"^[A-Za-z0-9_][A-Za-z0-9_./:+-]*\z", RegexOptions.CultureInvariant);

    private readonly char _quote;
    private readonly WildcardPattern _pattern;

    internal CompletionWord(string? wordToComplete)
    {
        var text = wordToComplete ?? "";
        _quote = text.Length == 0 ? '\0' : SingleQuotes.Contains(text[0]) ? '\'' : DoubleQuotes.Contains(text[0]) ? '"' : '\0';
        text = _quote == '\0' ? text : text.Substring(1).TrimEnd((SingleQuotes + DoubleQuotes).ToCharArray());
        text = text.Contains('[') ? WildcardPattern.Escape(text) : text; // half a set of characters is no pattern
        _pattern = Wildcards.Create(text + "*");
    }

    /// <summary>Whether a name begins so, or its part behind the owner's slash does: few type the owner.</summary>
    internal bool Matches(string name) => _pattern.IsMatch(name) || _pattern.IsMatch(name.Substring(name.IndexOf('/') + 1));

    /// <summary>
    /// The name as an argument. A name is the service's text and must never become script: what is not plain stands between single
    /// quotes, in which nothing is evaluated.
    /// </summary>
    internal string Quote(string name) =>
        !s_unquotedPattern.IsMatch(name) ? $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'"
        : _quote == '\0' ? name
        : $"{_quote}{name}{_quote}";
}
