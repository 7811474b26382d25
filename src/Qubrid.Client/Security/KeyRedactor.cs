namespace Qubrid.Client.Security;

/// <summary>Strikes the key out of what a server sends. It holds the key as text, so it lives no longer than the answer's reading.</summary>
internal sealed class KeyRedactor(params string[] secrets)
{
    internal static readonly KeyRedactor None = new();

    private const string Placeholder = "[key removed]";

    // As short a text as this is no key, and striking it out would tear up messages.
    private const int MinKeyLength = 8;

    // Fewer characters than these tell nothing of the key, and end many a sentence.
    private const int MinCutLength = 4;
    private const int MinOtherCaseLength = 6;

    private readonly SecretScanner? _scanner = SecretScanner.Create(secrets.Where(secret => secret.Length >= MinKeyLength));

    internal bool IsContainedIn(ReadOnlySpan<char> text) => _scanner?.Find(text, 0).Length > 0;

    internal string? Redact(string? text) => text is null || _scanner is null ? text : _scanner.Replace(text, 0, Placeholder);

    /// <summary>Removes the key, and at the end of the text also its beginning: for a text that may have been cut in the middle of it.</summary>
    internal string RedactCut(string text)
    {
        var redacted = Redact(text)!;
        var cut = GetPartialMatchLength(redacted.AsSpan());
        return !IsTelling(redacted.AsSpan(redacted.Length - cut)) ? redacted : redacted.Substring(0, redacted.Length - cut) + Placeholder;
    }

    /// <summary>What comes behind the first characters of a text, which stay, also where the key begins in them.</summary>
    internal string RedactAfter(string text, int prefixLength) => _scanner!.Replace(text, prefixLength, Placeholder);

    /// <summary>The same fields where the key is in none of them, else a copy without it.</summary>
    internal IReadOnlyDictionary<string, object?> Redact(IReadOnlyDictionary<string, object?> fields) =>
        _scanner is not null && IsContainedInFields(fields) ? Copy(fields) : fields;

    /// <summary>How many characters at the text's end may be the beginning of the key.</summary>
    internal int GetPartialMatchLength(ReadOnlySpan<char> text) => _scanner?.GetCutLength(text) ?? 0;

    /// <summary>
    /// Returns whether the beginning of the key tells something of it. In the other case it is more likely a word, as "Mock" is with a key
    /// that begins with "mock", until it is longer than most.
    /// </summary>
    internal bool IsTelling(ReadOnlySpan<char> beginning)
    {
        if (beginning.Length < MinCutLength)
        {
            return false;
        }

        var isOtherCase = false;
        foreach (var secret in beginning.Length < MinOtherCaseLength ? secrets : [])
        {
            if (secret.AsSpan().StartsWith(beginning))
            {
                return true;
            }

            isOtherCase |= secret.AsSpan().StartsWith(beginning, StringComparison.OrdinalIgnoreCase);
        }

        return !isOtherCase;
    }

    private bool IsContainedInValue(object? value) => value switch
    {
        string text => IsContainedIn(text.AsSpan()),
        object?[] elements => Array.Exists(elements, IsContainedInValue),
        IReadOnlyDictionary<string, object?> fields => IsContainedInFields(fields),
        _ => false,
    };

    private bool IsContainedInFields(IEnumerable<KeyValuePair<string, object?>> fields) =>
        fields.Any(field => IsContainedIn(field.Key.AsSpan()) || IsContainedInValue(field.Value));

    private object? Copy(object? value) => value switch
    {
        string text => Redact(text),
        object?[] elements => Array.ConvertAll(elements, Copy),
        IReadOnlyDictionary<string, object?> fields => Copy(fields),
        _ => value,
    };

    private Dictionary<string, object?> Copy(IReadOnlyDictionary<string, object?> fields)
    {
        var copy = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            copy[Redact(field.Key)!] = Copy(field.Value);
        }

        return copy;
    }
}
