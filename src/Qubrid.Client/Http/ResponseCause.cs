using System.Collections;
using System.Net;
using System.Text.Json;
using Qubrid.Client.Security;
using Qubrid.Client.Text;

namespace Qubrid.Client.Http;

/// <summary>
/// Describes exceptions of .NET without secrets. A parser of HTTP or JSON quotes what it could not read, which may be the key, cut or encoded in
/// any way: the quotation is not repeated, and the exception does not become an inner exception.
/// </summary>
internal static class ResponseCause
{
    private const int MaxMessageLength = 500;

    /// <summary>Returns the message of the cause without a quotation of the response, and without the key.</summary>
    internal static string Describe(Exception cause, ApiKey key)
    {
        var message = ExceptionText.Describe(cause);
        if (EnumerateGraph(cause).Any(Quotes) && message.IndexOf('\'') is var quote && quote >= 0)
        {
            message = message.Substring(0, quote).TrimEnd(' ', ':') + ".";
        }

        return message.Length <= MaxMessageLength ? key.CreateRedactor().RedactCut(message) : key.CreateRedactor().RedactCut(message.Substring(0, MaxMessageLength)) + "…";
    }

    /// <summary>Returns the cause if it may become an inner exception, or null if it quotes the response or contains the key.</summary>
    internal static Exception? ToInner(Exception? cause, ApiKey key)
    {
        if (cause is null or QubridApiException)
        {
            return cause;
        }

        var redactor = key.CreateRedactor();
        return EnumerateGraph(cause).Any(inner => Quotes(inner) || HasKey(inner, redactor)) ? null : cause;
    }

    /// <summary>Creates the exception of a call that the caller canceled.</summary>
    internal static OperationCanceledException ToCanceled(Exception cause, ApiKey key, CancellationToken cancellationToken) =>
        ToInner(cause, key) is { } inner ? new(inner.Message, inner, cancellationToken) : new(cancellationToken);

    /// <summary>Returns whether a header, a chunk or a trailer is longer than .NET accepts, which a retry would not change. A lost connection is an IOException.</summary>
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
