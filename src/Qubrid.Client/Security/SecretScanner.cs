using System.Text;

namespace Qubrid.Client.Security;

/// <summary>Finds and replaces several secrets in text.</summary>
internal sealed class SecretScanner
{
    // For each character, the patterns that can start with it; null for most characters.
    private readonly SecretPattern[]?[] _patterns = new SecretPattern[128][];
    private readonly int _minLength;
    private readonly int _maxLength;

    private SecretScanner(SecretPattern[] patterns)
    {
        _minLength = patterns.Min(pattern => pattern.MinLength);
        _maxLength = patterns.Max(pattern => pattern.MaxLength);
        for (var character = '\0'; character < _patterns.Length; character++)
        {
            SecretPattern[] starting = Array.FindAll(patterns, pattern => pattern.CanStartWith(character));
            _patterns[character] = starting.Length == 0 ? null : starting;
        }
    }

    /// <summary>Creates a scanner; returns null if there is no secret.</summary>
    internal static SecretScanner? Create(IEnumerable<string> secrets)
    {
        SecretPattern[] patterns = [.. secrets.SelectMany(SecretPatterns.Create)];
        return patterns.Length == 0 ? null : new SecretScanner(patterns);
    }

    /// <summary>Returns the first secret at or after a position, or a length of 0 if there is none.</summary>
    internal (int Start, int Length) Find(ReadOnlySpan<char> text, int start)
    {
        for (var position = start; position <= text.Length - _minLength; position++)
        {
            var character = text[position];
            if (character < 128 && _patterns[character] is { } patterns && Match(patterns, text, position, out _) is var length and > 0)
            {
                return (position, length);
            }
        }

        return (text.Length, 0);
    }

    /// <summary>Replaces each secret and returns the text after a prefix, even if a secret starts in the prefix.</summary>
    internal string Replace(string text, int prefixLength, string placeholder)
    {
        var found = Find(text.AsSpan(), 0);
        if (found.Length == 0)
        {
            return prefixLength == 0 ? text : text.Substring(prefixLength);
        }

        var redacted = new StringBuilder(text.Length);
        var copied = prefixLength;
        for (; found.Length > 0; found = Find(text.AsSpan(), found.Start + found.Length))
        {
            redacted.Append(text, copied, Math.Max(0, found.Start - copied)).Append(placeholder);
            copied = Math.Max(copied, found.Start + found.Length);
        }

        return redacted.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Returns how many characters at the end of the text may be the start of a secret.</summary>
    internal int GetCutLength(ReadOnlySpan<char> text)
    {
        for (var position = Math.Max(0, text.Length - _maxLength); position < text.Length; position++)
        {
            var character = text[position];
            if (character < 128 && _patterns[character] is { } patterns && Match(patterns, text, position, out var isCut) == 0 && isCut)
            {
                return text.Length - position;
            }
        }

        return 0;
    }

    private static int Match(SecretPattern[] patterns, ReadOnlySpan<char> text, int position, out bool isCut)
    {
        isCut = false;
        foreach (var pattern in patterns)
        {
            var length = pattern.Match(text, position, out var isPatternCut);
            isCut |= isPatternCut;
            if (length > 0)
            {
                return length;
            }
        }

        return 0;
    }
}
