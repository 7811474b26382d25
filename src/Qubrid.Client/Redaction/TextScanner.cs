using System.Diagnostics;
using System.Text.RegularExpressions;
using Qubrid.Client.Recognition;

namespace Qubrid.Client.Redaction;

/// <summary>Finds the values of the rules of a redactor in text. Immutable.</summary>
internal sealed class TextScanner
{
    private readonly ILookup<string, Recognizer> _recognizers;
    private readonly RedactionRule[] _patterns;
    private readonly string[] _categories;

    internal TextScanner(IReadOnlyList<RedactionRule> rules, MachineNames machine)
    {
        _patterns = [.. rules.Where(rule => rule.Pattern is not null)];
        _categories = [.. RedactionCategories.Names.Where(name => rules.Any(rule => rule.Pattern is null && rule.Name == name))];
        _recognizers = RecognizerTable.Create(machine).ToLookup(recognizer => recognizer.Category);
    }

    /// <summary>Returns the values in the text, in order and without overlaps.</summary>
    /// <param name="text">The text.</param>
    /// <param name="placeholders">The placeholders in the text, which are never part of a value.</param>
    /// <exception cref="ArgumentException">A pattern takes too long, or matches empty text.</exception>
    internal IReadOnlyList<FoundValue> Find(string text, IEnumerable<(int Start, string Text)> placeholders)
    {
        var values = new FoundValueList();
        values.Add(text, placeholders.Select(placeholder => new FoundValue(placeholder.Start, placeholder.Text.Length, "", false)), canSplit: false);

        // Secrets first, so that they are not restored as a part of another value.
        foreach (var category in _categories)
        {
            values.Add(text, FindCategory(text, category), canSplit: category == RedactionCategories.Secret);
            if (category == RedactionCategories.Secret)
            {
                AddPatterns();
            }
        }

        if (!_categories.Contains(RedactionCategories.Secret))
        {
            AddPatterns();
        }

        return values.Values.Count == 0 ? FoundValueList.None : [.. values.Values.Where(value => value.Name.Length > 0)];

        void AddPatterns() => values.Add(text, _patterns.SelectMany(rule => FindPattern(text, rule)), canSplit: true);
    }

    private IEnumerable<FoundValue> FindCategory(string text, string category)
    {
        foreach (var recognizer in _recognizers[category])
        {
            foreach (var match in recognizer.Find(text))
            {
                yield return new FoundValue(match.Start, match.Length, category, recognizer.IsContextual);
            }
        }

        foreach (var match in category == RedactionCategories.Secret ? TableSecrets.Find(text) : [])
        {
            yield return new FoundValue(match.Start, match.Length, category, IsContextual: true);
        }
    }

    private static List<FoundValue> FindPattern(string text, RedactionRule rule)
    {
        try
        {
            var values = new List<FoundValue>();
            var watch = Stopwatch.StartNew();
            foreach (Match match in rule.Regex!.Matches(text))
            {
                if (match.Length == 0)
                {
                    throw new ArgumentException($"The regular expression '{rule.Pattern}' matches empty text, so it does not specify what to redact.");
                }

                // The limit of the regular expression is for each match.
                if (watch.Elapsed > LinearRegex.TotalTimeout)
                {
                    throw new RegexMatchTimeoutException();
                }

                var group = match.Groups["value"] is { Success: true } value ? value : match;
                if (group.Length > 0)
                {
                    values.Add(new FoundValue(group.Index, group.Length, rule.Name, true));
                }
            }

            return values;
        }
        catch (RegexMatchTimeoutException)
        {
            // Without the cause, which contains the text.
            throw new ArgumentException(
                $"The regular expression '{rule.Pattern}' takes too long on a text of "
                + $"{text.Length} characters. Simplify it, or redact the data before it is sent.");
        }
    }
}
