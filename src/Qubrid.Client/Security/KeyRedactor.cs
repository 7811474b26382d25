namespace Qubrid.Client.Security;

/// <summary>
/// Redacts the secrets of a connection, which are the API key and the values of its headers, in any encoding. It holds them as plain text, so
/// create one for each response.
/// </summary>
internal sealed class KeyRedactor(params string[] secrets)
{
    internal static readonly KeyRedactor None = new();

    private const string Placeholder = "[key removed]";

    // Shorter secrets are not redacted, because they would match parts of ordinary words.
    private const int MinSecretLength = 8;

    // Shorter matches with the start of a secret are common in ordinary text.
    private const int MinCutLength = 4;
    private const int MinOtherCaseLength = 6;

    private readonly SecretScanner? _scanner = SecretScanner.Create(secrets.Where(secret => secret.Length >= MinSecretLength));

    internal bool IsContainedIn(ReadOnlySpan<char> text) => _scanner?.Find(text, 0).Length > 0;

    internal string? Redact(string? text) => text is null || _scanner is null ? text : _scanner.Replace(text, 0, Placeholder);

    /// <summary>Returns the redacted text of a message that may have been cut in the middle of a secret: at its end, the start of a secret is redacted too.</summary>
    internal string RedactCut(string text)
    {
        var redacted = Redact(text)!;
        var cut = GetPartialMatchLength(redacted.AsSpan());
        return !IsRecognizable(redacted.AsSpan(redacted.Length - cut)) ? redacted : redacted.Substring(0, redacted.Length - cut) + Placeholder;
    }

    /// <summary>Returns the redacted text after a prefix that was already emitted and cannot be changed, even if a secret starts in the prefix.</summary>
    internal string RedactAfter(string text, int prefixLength) => _scanner!.Replace(text, prefixLength, Placeholder);

    /// <summary>Returns a redacted copy of the fields, or the same dictionary if they contain no secret.</summary>
    internal IReadOnlyDictionary<string, object?> Redact(IReadOnlyDictionary<string, object?> fields) =>
        _scanner is not null && IsContainedInFields(fields) ? Copy(fields) : fields;

    /// <summary>Returns the number of characters at the end of the text that may be the start of a secret.</summary>
    internal int GetPartialMatchLength(ReadOnlySpan<char> text) => _scanner?.GetCutLength(text) ?? 0;

    /// <summary>
    /// Returns whether text is more likely the start of a secret than part of an ordinary word. In another letter case it must be longer: "Mock"
    /// is a word, also if the key starts with "mock".
    /// </summary>
    internal bool IsRecognizable(ReadOnlySpan<char> beginning)
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
