using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using QubridPS.Common;

namespace QubridPS.Completers;

/// <summary>Represents the text to complete, with or without an opening quotation mark. Wildcards are allowed.</summary>
internal sealed class CompletionWord
{
    private const string SingleQuotes = "'\u2018\u2019\u201a\u201b";
    private const string DoubleQuotes = "\"\u201c\u201d\u201e";

    // Names that PowerShell parses as one argument without quotation marks.
    private static readonly Regex s_unquotedPattern = new(@"^[A-Za-z0-9_][A-Za-z0-9_./:+-]*\z", RegexOptions.CultureInvariant);

    private readonly char _quote;
    private readonly WildcardPattern _pattern;

    /// <summary>Parses the word that PowerShell passes to a completer.</summary>
    internal CompletionWord(string? wordToComplete)
    {
        var text = wordToComplete ?? "";
        _quote = text.Length == 0 ? '\0' : SingleQuotes.Contains(text[0]) ? '\'' : DoubleQuotes.Contains(text[0]) ? '"' : '\0';
        text = _quote == '\0' ? text : text.Substring(1).TrimEnd((SingleQuotes + DoubleQuotes).ToCharArray());
        Text = text;
        text = text.Contains('[') ? WildcardPattern.Escape(text) : text; // an incomplete character set is not a valid pattern
        _pattern = new WildcardPattern(text + "*", WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
    }

    /// <summary>Gets the text without quotation marks.</summary>
    internal string Text { get; }

    /// <summary>Returns whether a name, or the part after the slash in owner/name, starts with the text.</summary>
    internal bool Matches(string name) => _pattern.IsMatch(name) || _pattern.IsMatch(name.Substring(name.IndexOf('/') + 1));

    /// <summary>
    /// Returns the name as an argument. Names can be text of the service, which must not be run as script: names with special characters
    /// are enclosed in single quotation marks.
    /// </summary>
    internal string Quote(string name) =>
        !s_unquotedPattern.IsMatch(name) ? $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'"
        : _quote == '\0' ? name
        : $"{_quote}{name}{_quote}";
}
