using System.Text.Json;
using System.Text.RegularExpressions;

namespace Qubrid.Client.Serialization;

/// <summary>Reads what the innermost exception says in words for a user: the names of internal types are left out.</summary>
internal static class CauseWords
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);

    internal static string Read(Exception cause)
    {
        var inner = Innermost(cause);
        return inner is ObjectDisposedException ? "the connection was closed."
            : inner is JsonException { LineNumber: { } line, BytePositionInLine: { } position } ? $"it is not valid JSON at byte {position} of line {line + 1}."
            : NamesType(inner.Message) ? "an unexpected value was found."
            : inner.Message;
    }

    private static bool NamesType(string message)
    {
        try
        {
            return Regex.IsMatch(message, @"\b(System|Microsoft|Qubrid|Newtonsoft|NJsonSchema|Polly)(\.\w+)+", RegexOptions.None, s_limit);
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private static Exception Innermost(Exception cause) => cause.InnerException is { } inner ? Innermost(inner) : cause;
}
