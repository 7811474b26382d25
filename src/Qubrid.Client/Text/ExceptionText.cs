using System.Text.Json;
using System.Text.RegularExpressions;

namespace Qubrid.Client.Text;

/// <summary>Describes the cause of an exception for a user: the innermost message, without names of internal types.</summary>
internal static class ExceptionText
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(1);

    /// <summary>Returns the description. Texts of .NET may lack a full stop; <see cref="Sentence.End"/> adds it.</summary>
    internal static string Describe(Exception cause)
    {
        var innermost = GetInnermost(cause);
        return innermost is ObjectDisposedException ? "the connection was closed."
            : innermost is JsonException { LineNumber: { } line, BytePositionInLine: { } position } ? $"it is not valid JSON at byte {position} of line {line + 1}."
            : ContainsTypeName(innermost.Message) ? "an unexpected value was found."
            : innermost.Message;
    }

    private static bool ContainsTypeName(string message)
    {
        try
        {
            return Regex.IsMatch(message, @"\b(System|Microsoft|Qubrid|Newtonsoft|NJsonSchema|Polly)(\.\w+)+", RegexOptions.None, s_timeout);
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private static Exception GetInnermost(Exception cause) => cause.InnerException is { } inner ? GetInnermost(inner) : cause;
}
