namespace Qubrid.Client.Security;

/// <summary>Finds one secret in text, whatever the encoding of its characters. The time is linear in the length of the text.</summary>
internal sealed class SecretPattern
{
    private const int MaxReadings = 32;

    private readonly string _secret;
    private readonly bool _ignoreCase;
    private readonly bool[] _canStart;
    private readonly bool[] _canContinue;

    internal SecretPattern(string secret, bool ignoreCase)
    {
        _secret = secret;
        _ignoreCase = ignoreCase;
        _canStart = FindStarts(secret[0]);
        _canContinue = FindStarts(secret[1]);
        foreach (var separator in ignoreCase ? ":-," : "")
        {
            _canContinue[separator] = true;
        }
    }

    /// <summary>Gets the maximum length that the secret can have in a text, whatever the encoding of its characters.</summary>
    internal int MaxLength => _secret.Length * EncodedCharacter.MaxLength;

    /// <summary>Returns whether a match can start with a character, which excludes most characters.</summary>
    internal bool CanStartWith(char character) => character < 128 && _canStart[character];

    /// <summary>Returns the length of the secret at a position, or 0 if it is not there, and whether the text ends in the middle of it.</summary>
    internal int Match(ReadOnlySpan<char> text, int start, out bool isCut)
    {
        isCut = false;
        if (!CanMatch(text, start))
        {
            return 0;
        }

        Span<int> firstBuffer = stackalloc int[MaxReadings];
        Span<int> secondBuffer = stackalloc int[MaxReadings];
        var current = new PositionSet(firstBuffer);
        var next = new PositionSet(secondBuffer);
        current.Add(start);
        for (var index = 0; index < _secret.Length && current.Count > 0; index++)
        {
            next.Clear();
            foreach (var position in current.Positions)
            {
                isCut |= EncodedCharacter.FindEnds(text, position, _secret[index], _ignoreCase, ref next);
                if (index > 0 && IgnoredCharacter.Skip(text, position) is var skipped && skipped > position)
                {
                    isCut |= EncodedCharacter.FindEnds(text, skipped, _secret[index], _ignoreCase, ref next);
                }
            }

            var previous = current;
            current = next;
            next = previous;
        }

        var longest = start;
        foreach (var position in current.Positions)
        {
            longest = Math.Max(longest, position);
        }

        return longest - start;
    }

    // A quick test: most texts contain the first character of a secret in every line, but rarely followed by the second.
    private bool CanMatch(ReadOnlySpan<char> text, int start)
    {
        if (start + 1 >= text.Length || text[start] is '\\' or '%' or '&' or '=' or '0')
        {
            return true;
        }

        var next = text[start + 1];
        return next >= 128 || next <= ' ' || _canContinue[next] || (_ignoreCase && EncodedCharacter.ToDigit(text[start]) >= 0 && EncodedCharacter.ToDigit(next) >= 0);
    }

    private bool[] FindStarts(char character)
    {
        var starts = new bool[128];
        foreach (var start in $"\\%&={character}")
        {
            starts[start & 127] = true;
        }

        if (_ignoreCase)
        {
            var (upper, lower) = (char.ToUpperInvariant(character), char.ToLowerInvariant(character));
            starts[upper & 127] = starts[lower & 127] = starts['0'] = true;
            starts['0' + ((upper & 127) >> 4)] = starts['0' + ((lower & 127) >> 4)] = true; // the first hexadecimal digit of its code
        }

        return starts;
    }
}
