using System.Globalization;

namespace Qubrid.Client.Recognition;

/// <summary>Checks numbers of cards, bank accounts and phones by their length and check digits.</summary>
internal static class NumberChecks
{
    // The length of an IBAN by country, from the registry of SWIFT.
    private const string IbanLengths =
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 " +
        "HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 " +
        "RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";

    private const int MinPhoneDigits = 8;
    private const int MaxPhoneDigits = 15;

    private static readonly Dictionary<string, int> s_ibanLengths = IbanLengths.Split(' ')
        .ToDictionary(entry => entry.Substring(0, 2), entry => Convert.ToInt32(entry.Substring(2), CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the number if a card network issues it, its check digit is correct, and its separators are equal.</summary>
    internal static TextMatch? GetCardNumber(string text, TextMatch match)
    {
        if (IsPartOfLongerNumber(text, match))
        {
            return null;
        }

        var number = text.Substring(match.Start, match.Length);
        var digits = string.Concat(number.Where(char.IsDigit));
        return number.Where(character => !char.IsDigit(character)).Distinct().Count() <= 1 && IsIssued(digits) && HasLuhnCheckDigit(digits) ? match : null;
    }

    /// <summary>Returns the account number, which ends at the length that its country defines, if its check digits are correct.</summary>
    internal static TextMatch? GetIban(string text, TextMatch match)
    {
        if (!s_ibanLengths.TryGetValue(text.Substring(match.Start, 2), out var expected) || MatchChecks.IsInsideWord(text, match.Start))
        {
            return null;
        }

        var (count, remainder, end) = (0, 0, match.Start);
        for (; end < match.End && count < expected; end++)
        {
            count += char.IsLetterOrDigit(text[end]) ? 1 : 0;
        }

        if (count < expected || MatchChecks.IsLetterOrDigitAt(text, end))
        {
            return null;
        }

        var account = string.Concat(text.Substring(match.Start, end - match.Start).Where(char.IsLetterOrDigit)).ToUpperInvariant();
        foreach (var character in account.Substring(4) + account.Substring(0, 4))
        {
            remainder = character <= '9' ? ((remainder * 10) + character - '0') % 97 : ((remainder * 100) + character - 'A' + 10) % 97;
        }

        return remainder == 1 ? match with { Length = end - match.Start } : null;
    }

    /// <summary>Returns the phone number if it has the length of one and is not a quantity or an offset.</summary>
    internal static TextMatch? GetPhoneNumber(string text, TextMatch match)
    {
        if (!MatchChecks.IsWord(text, match) || MatchChecks.IsAt(text, match.Start - 1, '+') || IsQuantity(text, match.End))
        {
            return null;
        }

        // The sign can be an escape sequence.
        var number = text.Substring(match.Start, match.Length);
        var digits = number.Skip(number.StartsWith("%", StringComparison.Ordinal) ? 3 : number.StartsWith("\\", StringComparison.Ordinal) ? 6 : 0).Count(char.IsDigit);
        return digits is >= MinPhoneDigits and <= MaxPhoneDigits ? match : null;
    }

    // "+12345678 bytes"
    private static bool IsQuantity(string text, int index)
    {
        var end = index;
        while (end < text.Length && end < index + 12 && (text[end] == ' ' || char.IsLetter(text[end])))
        {
            end++;
        }

        return text.Substring(index, end - index).Trim().Split(' ')[0].ToUpperInvariant()
            is "B" or "BYTE" or "BYTES" or "KB" or "MB" or "GB" or "KIB" or "MIB" or "MS" or "S" or "US" or "NS" or "SECONDS" or "TICKS" or "ROWS" or "ITEMS" or "HZ" or "MHZ";
    }

    private static bool IsPartOfLongerNumber(string text, TextMatch match) =>
        !MatchChecks.IsWord(text, match)
        || (text[match.Start - 1 < 0 ? match.Start : match.Start - 1] is '.' or '-' && MatchChecks.IsDigitAt(text, match.Start - 2))
        || (match.End < text.Length && text[match.End] is '.' or '-' && MatchChecks.IsDigitAt(text, match.End + 1));

    // Visa, Mastercard, Maestro, American Express, Diners Club, Discover, JCB, Mir, UnionPay and RuPay.
    private static bool IsIssued(string digits)
    {
        var prefix = Convert.ToInt32(digits.Substring(0, 4), CultureInfo.InvariantCulture);
        return digits.Length switch
        {
            13 => prefix / 1000 == 4,
            14 => prefix is (>= 3000 and <= 3059) or 3095 or (>= 3600 and <= 3699) or (>= 3800 and <= 3999),
            15 => prefix / 100 is 34 or 37,
            16 => prefix / 1000 is 4 or 5 or 6 || prefix is (>= 2200 and <= 2204) or (>= 2221 and <= 2720) or (>= 3528 and <= 3589) or (>= 3000 and <= 3059)
                or (>= 8100 and <= 8199),
            17 or 18 or 19 => prefix / 1000 is 4 or 6 || prefix is (>= 5000 and <= 5099) or (>= 5600 and <= 5899),
            _ => false,
        };
    }

    private static bool HasLuhnCheckDigit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i] - '0';
            sum += i % 2 == 0 ? digit : digit > 4 ? (digit * 2) - 9 : digit * 2;
        }

        return sum % 10 == 0;
    }
}
