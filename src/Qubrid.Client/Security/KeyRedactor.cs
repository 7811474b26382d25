namespace Qubrid.Client.Security;

/// <summary>Redacts the API key in received text. It holds the key as plain text, so create one for each response.</summary>
internal sealed class KeyRedactor(string key)
{
    internal static readonly KeyRedactor None = new("");

    private const string Placeholder = "[key removed]";

    // Shorter keys are not redacted, because they would match parts of ordinary words.
    private const int MinKeyLength = 8;

    private readonly string? _key = key.Length < MinKeyLength ? null : key;

    internal bool IsContainedIn(ReadOnlySpan<char> text) => _key is not null && text.IndexOf(_key.AsSpan()) >= 0;

    internal string? Redact(string? text) => _key is null ? text : text?.Replace(_key, Placeholder);

    /// <summary>Returns the redacted text after a prefix that was already emitted and cannot be changed, even if the key starts in the prefix.</summary>
    internal string RedactAfter(string text, int prefixLength)
    {
        var start = text.IndexOf(_key!, StringComparison.Ordinal);
        return Redact(start < prefixLength ? Placeholder + text.Substring(start + _key!.Length) : text.Substring(prefixLength))!;
    }

    /// <summary>Returns a redacted copy of the fields, or the same dictionary if they do not contain the key.</summary>
    internal IReadOnlyDictionary<string, object?> Redact(IReadOnlyDictionary<string, object?> fields) =>
        _key is not null && IsContainedInFields(fields) ? Copy(fields) : fields;

    /// <summary>Returns the number of characters at the end of the text that may be the start of the key.</summary>
    internal int GetPartialMatchLength(ReadOnlySpan<char> text)
    {
        if (_key is null)
        {
            return 0;
        }

        text = text.Slice(Math.Max(0, text.Length - _key.Length + 1));
        int start;
        while ((start = text.IndexOf(_key[0])) >= 0)
        {
            text = text.Slice(start);
            if (_key.AsSpan().StartsWith(text))
            {
                return text.Length;
            }

            text = text.Slice(1);
        }

        return 0;
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
