using System.Collections;
using System.Net;
using System.Text.Json;
using Qubrid.Client.Security;
using Qubrid.Client.Serialization;

namespace Qubrid.Client.Http;

/// <summary>
/// Says what the exceptions of .NET may tell a user. A parser of HTTP or JSON quotes what it could not read, and that may be the key, cut or
/// encoded in any way: such a quotation is not repeated, and such an exception is no inner exception.
/// </summary>
internal static class ResponseCause
{
    private const int MaxMessageLength = 500;

    /// <summary>Returns the words of the cause without a quotation of the response, and without the key.</summary>
    internal static string Describe(Exception cause, ApiKey key)
    {
        var words = CauseWords.Read(cause);
        if (EnumerateGraph(cause).Any(Quotes) && words.IndexOf('\'') is var quote && quote >= 0)
        {
            words = words.Substring(0, quote).TrimEnd(' ', ':') + ".";
        }

        return words.Length <= MaxMessageLength ? key.CreateRedactor().RedactCut(words) : key.CreateRedactor().RedactCut(words.Substring(0, MaxMessageLength)) + "…";
    }

    /// <summary>Returns the cause where it may be shown as the inner exception; null where it quotes the response or contains the key.</summary>
    internal static Exception? ToInner(Exception? cause, ApiKey key)
    {
        if (cause is null or QubridApiException)
        {
            return cause;
        }

        var redactor = key.CreateRedactor();
        return EnumerateGraph(cause).Any(inner => Quotes(inner) || HasKey(inner, redactor)) ? null : cause;
    }

    /// <summary>Creates the exception of a call that its caller stopped.</summary>
    internal static OperationCanceledException ToCanceled(Exception cause, ApiKey key, CancellationToken cancellationToken) =>
        ToInner(cause, key) is { } inner ? new(inner.Message, inner, cancellationToken) : new(cancellationToken);

    /// <summary>Returns whether a header, a chunk or a trailer is longer than HTTP of .NET accepts: it would be again. A lost connection is an IOException.</summary>
    internal static bool IsLimitExceeded(Exception cause) => cause is HttpRequestException { InnerException: null } || EnumerateGraph(cause).Any(static inner =>
#if NET
        inner is HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } or HttpIOException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded });
#else
        inner is WebException { Status: WebExceptionStatus.MessageLengthLimitExceeded });
#endif

    private static bool Quotes(Exception cause) => cause is JsonException or FormatException or ArgumentException
#if NET
        or HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse }
        or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse }
        or HttpProtocolException
#endif
        or ProtocolViolationException;

    private static bool HasKey(Exception cause, KeyRedactor redactor) =>
        redactor.IsContainedIn(cause.ToString().AsSpan())
        || cause.Data.Cast<DictionaryEntry>().Any(entry => redactor.IsContainedIn($"{entry.Key} {entry.Value}".AsSpan()));

    private static IEnumerable<Exception> EnumerateGraph(Exception cause)
    {
        yield return cause;
        foreach (var inner in cause is AggregateException { InnerExceptions: var several } ? several.AsEnumerable() : cause.InnerException is { } one ? [one] : [])
        {
            foreach (var exception in EnumerateGraph(inner))
            {
                yield return exception;
            }
        }
    }
}
