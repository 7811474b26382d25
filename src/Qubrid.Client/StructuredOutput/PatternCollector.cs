using System.Text.Json;
using System.Text.RegularExpressions;

namespace Qubrid.Client.StructuredOutput;

/// <summary>Collects the regular expressions of a schema that <see cref="SchemaNormalizer"/> has written.</summary>
internal sealed class PatternCollector
{
    private readonly HashSet<string> _patterns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Regex> _namePatterns = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">A pattern is not a valid regular expression.</exception>
    internal PatternCollector(JsonElement schema) => Add(schema);

    /// <summary>Gets the patterns that were rewritten as formats.</summary>
    internal IEnumerable<string> Patterns => _patterns;

    /// <summary>
    /// Matches every name of a value with every pattern of <c>patternProperties</c>. NJsonSchema does the same without a time
    /// limit, but takes no longer than this method.
    /// </summary>
    /// <exception cref="RegexMatchTimeoutException">The time limit is exceeded.</exception>
    internal void MatchNames(JsonElement value)
    {
        if (_namePatterns.Count == 0)
        {
            return;
        }

        foreach (var field in value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default)
        {
            foreach (var pattern in _namePatterns.Values)
            {
                PatternClock.IsMatch(pattern, field.Name);
            }

            MatchNames(field.Value);
        }

        foreach (var element in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default)
        {
            MatchNames(element);
        }
    }

    private void Add(JsonElement value)
    {
        foreach (var field in value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default)
        {
            if (field.NameEquals("format") && field.Value.ValueKind == JsonValueKind.String
                && field.Value.GetString() is { } format && format.StartsWith(PatternFormatValidator.Prefix, StringComparison.Ordinal))
            {
                _patterns.Add(format.Substring(PatternFormatValidator.Prefix.Length));
            }
            else if (field.NameEquals("patternProperties") && field.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var named in field.Value.EnumerateObject())
                {
                    _namePatterns[named.Name] = new Regex(named.Name, RegexOptions.None, PatternClock.Limit);
                }
            }

            Add(field.Value);
        }

        foreach (var element in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default)
        {
            Add(element);
        }
    }
}
