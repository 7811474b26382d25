namespace Qubrid.Client.Recognition;

/// <summary>Checks whether the value after a word such as "password" is a secret, or a variable, a mask, or a word of a sentence.</summary>
internal static class SecretChecks
{
    private const int MinTokenLength = 6;

    // Words after "password:" that say something about the password.
    private static readonly HashSet<string> s_statusWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "null", "none", "nil", "undefined", "empty", "true", "false", "yes", "no", "unset", "expired", "expires", "required", "incorrect",
        "invalid", "changed", "reset", "missing", "wrong", "failed", "rejected", "accepted", "optional", "enabled", "disabled", "unknown",
        "hidden", "redacted", "removed", "masked", "encrypted", "protected", "denied", "granted", "error", "success", "failure",
        "authentication", "authorization",
    };

    // Words of a sentence, and of code and templates, which are passwords only directly after an equals sign.
    private static readonly HashSet<string> s_plainWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "not", "set", "ok", "is", "was", "must", "and", "or", "the", "for", "from", "to", "a", "an", "in", "of", "valid", "correct",
        "string", "str", "text", "securestring", "string?", "bool", "int", "object", "user", "password", "secret", "token", "key",
        "verified", "refreshed", "created", "updated", "deleted", "generated", "issued", "received", "present", "available", "supported",
        "unsupported", "default", "public", "private", "mounted", "loading", "loaded", "digest", "signature", "basic", "bearer",
    };

    /// <summary>Returns the secret without punctuation, or null if the value is not one.</summary>
    /// <param name="context">The name of the recognizer.</param>
    /// <param name="text">The text.</param>
    /// <param name="match">The value in the text.</param>
    internal static TextMatch? GetValue(string context, string text, TextMatch match)
    {
        var isQuoted = match.Start > 0 && text[match.Start - 1] is '"' or '\'';
        var value = text.Substring(match.Start, match.Length);
        value = isQuoted ? value : TrimPunctuation(value, text, match);
        if (context == SecretRecognizers.Assignment && value.LastIndexOf('@') is > 0 and var sign && SecretPlaces.IsInUrl(text, match.Start))
        {
            value = value.Substring(0, sign); // https://token:abc@host
        }

        return value.Trim().Length == 0 || IsMask(value) || IsReference(value, isQuoted) || (!isQuoted && IsWord(text, match.Start, value))
            || !IsPlausible(context, text, match.Start, value, isQuoted)
            ? null
            : match with { Length = value.Length };
    }

    private static bool IsWord(string text, int start, string value) =>
        s_statusWords.Contains(value) || (s_plainWords.Contains(value) && !MatchChecks.IsAt(text, start - 1, '='));

    private static bool IsPlausible(string context, string text, int start, string value, bool isQuoted)
    {
        switch (context)
        {
            case SecretRecognizers.Header:
                return value.TrimEnd('=').IndexOf('=') < 0;
            case SecretRecognizers.Scheme or SecretRecognizers.HeaderWithoutScheme:
                return value.TrimEnd('=') is var token && token.IndexOf('=') < 0 && LooksRandom(token);
            case SecretRecognizers.Sentence or SecretRecognizers.SecureString:
                return isQuoted || LooksRandom(value);
            case SecretRecognizers.Command:
                return value[0] is not ('-' or '/' or '*' or '(') && !value.All(character => char.IsDigit(character) || character is ':' or '.');
            case SecretRecognizers.PositionalPassword:
                return LooksRandom(value);
            case SecretRecognizers.ShortAssignment when MatchChecks.IsAt(text, ReadSeparatorBefore(text, start), ':'):
                // "PASS: Test1" is the result of a test.
                return isQuoted || (LooksRandom(value) && value.Any(char.IsLetter) && !MatchChecks.IsAt(text, ReadSeparatorBefore(text, start) - 1, 'S'));
            case SecretRecognizers.Parameter when !isQuoted && value[0] is '-' or '(':
                return false;
            case SecretRecognizers.Assignment or SecretRecognizers.Parameter:
                var name = ReadNameBefore(text, start).ToUpperInvariant();
                return !name.Contains("PUBLIC") && !name.Contains("CANCELLATION")
                    && (name.Contains("PASS") || name.Contains("PWD") || (value.Length >= MinTokenLength && !s_plainWords.Contains(value)
                        && (isQuoted || LooksRandom(value) || MatchChecks.IsAt(text, start - 1, '=') || SecretPlaces.IsWholeLine(text, start, value.Length))));
            default:
                return true;
        }
    }

    private static int ReadSeparatorBefore(string text, int start)
    {
        while (start > 0 && text[start - 1] is ' ' or '\t' or '"' or '\'' or '\\')
        {
            start--;
        }

        return start - 1;
    }

    // The name is before the separator and quotation marks.
    private static string ReadNameBefore(string text, int start)
    {
        var end = start;
        while (end > 0 && text[end - 1] is ' ' or '\t' or ':' or '=' or '>' or '"' or '\'' or '\\' or ']' or ',')
        {
            end--;
        }

        var begin = end;
        while (begin > 0 && (char.IsLetterOrDigit(text[begin - 1]) || text[begin - 1] is '_' or '-' or '.'))
        {
            begin--;
        }

        return text.Substring(begin, end - begin);
    }

    private static bool LooksRandom(string value) =>
        value.Any(character => !char.IsLetter(character) && character is not ('-' or '_' or '.')) || value.Skip(1).Any(char.IsUpper)
        || MatchChecks.HasLongRun(value);

    private static bool IsMask(string value) =>
        value.All(character => character is '*' or 'x' or 'X' or '#' or '.' or '-' or '_' or '\u2022' or '\u25CF' or '\u2026')
        || (value[0] is '<' && value[value.Length - 1] is '>')
        || (value[0] is '[' && value[value.Length - 1] is ']');

    // A variable, a template expression, or a call.
    private static bool IsReference(string value, bool isQuoted) =>
        value.StartsWith("${", StringComparison.Ordinal) || value.StartsWith("$(", StringComparison.Ordinal)
        || value.StartsWith("$env:", StringComparison.OrdinalIgnoreCase)
        || value.StartsWith("{", StringComparison.Ordinal) || value.StartsWith("@{", StringComparison.Ordinal)
        || (value.Length > 2 && value[0] == '%' && value[value.Length - 1] == '%')
        || (!isQuoted && value.Length > 1 && value[0] == '$' && (char.IsLetter(value[1]) || value[1] == '_'))
        || (!isQuoted && char.IsLetter(value[0]) && value.IndexOf('(') > 0);

    // The rest of a list, such as "password=abc,host=x", and closing brackets do not belong to the value.
    private static string TrimPunctuation(string value, string text, TextMatch match)
    {
        if (value.LastIndexOf(',') is > 0 and var comma && value.IndexOfAny(['=', ':'], comma) > comma + 1)
        {
            value = value.Substring(0, value.IndexOf(','));
        }
        else if (MatchChecks.IsAt(text, match.End, '"') && value.LastIndexOf(',') is > 0 and var last)
        {
            value = value.Substring(0, last);
        }

        var length = value.Length;
        while (length > 0 && (value[length - 1] is ',' or '.' || MatchChecks.IsWithoutSpaces(value[length - 1])
            || IsUnopened(value, length, ')', '(') || IsUnopened(value, length, ']', '[') || IsUnopened(value, length, '}', '{')))
        {
            length--;
        }

        return value.Substring(0, length);
    }

    private static bool IsUnopened(string value, int length, char close, char open) =>
        value[length - 1] == close && value.LastIndexOf(open, length - 1) < 0;
}
