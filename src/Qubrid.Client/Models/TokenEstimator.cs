namespace Qubrid.Client;

/// <summary>
/// Estimates the number of tokens of a text from its characters. Compared with o200k_base the estimate is within -15 % and +35 % for prose
/// in several languages, code, logs, CSV and JSON, and mostly too high; for Base64 it is 40 % too low. Images are not counted. A tokenizer
/// would be exact for one family of models only, is larger than the module and takes a quarter of a second to load.
/// </summary>
public static class TokenEstimator
{
    // The chat format adds a few tokens to each message.
    private const long TokensPerMessage = 4;

    /// <summary>Returns the estimated number of tokens of the messages.</summary>
    public static long Estimate(IEnumerable<ChatMessage> messages) => messages.Sum(message => TokensPerMessage + Estimate(message.Content));

    /// <summary>Returns the estimated number of tokens of a text.</summary>
    public static long Estimate(string? text) => ToTokens(GetCost(text is null ? default : text.AsSpan()));

    /// <summary>Returns the tokens of a text whose cost is known.</summary>
    public static long ToTokens(long cost) => (cost + 99) / 100;

    /// <summary>Returns the cost of a text in hundredths of a token. The cost of a text is the sum of the costs of its parts.</summary>
    public static long GetCost(ReadOnlySpan<char> text)
    {
        long cost = 0;
        foreach (var character in text)
        {
            cost += GetCost(character);
        }

        return cost;
    }

    /// <summary>Returns the cost of a character in hundredths of a token.</summary>
    public static int GetCost(char character) => character switch
    {
        (>= 'a' and <= 'z') or ' ' => 22,
        >= 'A' and <= 'Z' => 50,
        < '\u0080' => 60, // digits, punctuation, line ends
        < '\u2E80' => 30, // other alphabets
        _ => 75, // Chinese, Japanese, Korean; half of an emoji
    };
}
