using System.Text;

namespace Qubrid.Client.Security;

/// <summary>Finds and replaces several secrets in text.</summary>
internal sealed class SecretScanner
{
    private readonly SecretPattern[] _patterns;
    private readonly bool[] _canStart = new bool[128];
    private readonly int _maxLength;

    private SecretScanner(SecretPattern[] patterns)
    {
        _patterns = patterns;
        _maxLength = patterns.Max(pattern => pattern.MaxLength);
        for (var character = '\0'; character < _canStart.Length; character++)
        {
            _canStart[character] = Array.Exists(patterns, pattern => pattern.CanStartWith(character));
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
        for (var position = start; position < text.Length; position++)
        {
            var character = text[position];
            if (character < 128 && _canStart[character] && Match(text, position, character, out _) is var length and > 0)
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
            if (character < 128 && _canStart[character] && Match(text, position, character, out var isCut) == 0 && isCut)
            {
                return text.Length - position;
            }
        }

        return 0;
    }

    private int Match(ReadOnlySpan<char> text, int position, char character, out bool isCut)
    {
        isCut = false;
        foreach (var pattern in _patterns)
        {
            if (pattern.CanStartWith(character))
            {
                var length = pattern.Match(text, position, out var isPatternCut);
                isCut |= isPatternCut;
                if (length > 0)
                {
                    return length;
                }
            }
        }

        return 0;
    }
}
