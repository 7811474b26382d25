using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using Qubrid.Client.Http;

namespace Qubrid.Client;

/// <summary>Where the service is, who asks, and by what way.</summary>
public sealed class QubridClientOptions
{
    /// <summary>The address of the service when none is named.</summary>
    public static Uri DefaultBaseUri { get; } = new("https://platform.qubrid.com/v1");

    /// <summary>The root of the API, such as https://platform.qubrid.com/v1. Plain http only to a loopback address.</summary>
    public Uri BaseUri { get; init; } = DefaultBaseUri;

    /// <summary>The key, sent as <c>Authorization: Bearer</c> and nowhere else.</summary>
    public SecureString ApiKey { get; init; } = new();

    /// <summary>Longest time for making a connection; the default is 15 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A proxy; null takes the environment's or the system's.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Who asks the proxy.</summary>
    public ICredentials? ProxyCredentials { get; init; }

    /// <summary>Accepts any certificate of the server. For tests only: anybody between here and there can read the key.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>A certificate to show to the server.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>What to call ourselves (header <c>User-Agent</c>).</summary>
    public string UserAgent { get; init; } = "Qubrid.Client";

    /// <summary>How much of a response is read. Tests lower it.</summary>
    internal ResponseLimits Limits { get; init; } = ResponseLimits.Default;

    /// <summary>Keeps what is answered, or answers itself; null for none.</summary>
    public RequestJournal? Journal { get; init; }

    /// <summary>What the journal is for.</summary>
    public JournalMode JournalMode { get; init; }

    /// <summary>Says what is wrong with an address, or null where nothing is.</summary>
    public static string? ValidateBaseUri(Uri baseUri)
    {
        if (!baseUri.IsAbsoluteUri || (baseUri.Scheme != "https" && baseUri.Scheme != "http"))
        {
            return $"'{baseUri.OriginalString}' is not an http(s) address. Give the root of the API, such as {DefaultBaseUri.AbsoluteUri}.";
        }

        if (baseUri.Query.Length > 0 || baseUri.Fragment.Length > 0 || baseUri.UserInfo.Length > 0)
        {
            // Not repeated here: a user name or a query may hold a secret.
            return $"The address may not have a query, a fragment or a user name. Give the root of the API, such as {DefaultBaseUri.AbsoluteUri}.";
        }

        return baseUri.Scheme == "http" && !baseUri.IsLoopback
            ? $"'{baseUri.AbsoluteUri}' is plain http, which would show the key to everybody on the way. Use https; http is for loopback addresses only."
            : null;
    }

    /// <summary>Returns what is wrong with a proxy for a base URI, or null where nothing is.</summary>
    public static string? ValidateProxy(Uri baseUri, Uri? proxy) => proxy is not null && baseUri.Scheme == "http"
        ? "A proxy cannot be used with a plain http address: it would see the API key and the prompts. Remove the proxy, or use https."
        : null;

    /// <summary>Whether the key can be sent in a header: printable ASCII, without white space.</summary>
    public static bool IsValidApiKey(SecureString key) => Security.ApiKey.IsValid(key);

    /// <summary>Whether two keys are one.</summary>
    public static bool ApiKeysEqual(SecureString left, SecureString right) => Security.ApiKey.AreEqual(left, right);
}
