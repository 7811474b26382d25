using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using Qubrid.Client.Http;
using Qubrid.Client.Security;

namespace Qubrid.Client;

/// <summary>Contains the endpoint, credentials and network settings of a client.</summary>
public sealed class QubridClientOptions
{
    /// <summary>Gets the default of <see cref="BaseUri"/>: https://platform.qubrid.com/v1.</summary>
    public static Uri DefaultBaseUri { get; } = new("https://platform.qubrid.com/v1");

    /// <summary>Gets the root of the API. HTTP is allowed only for loopback addresses. The default is <see cref="DefaultBaseUri"/>.</summary>
    public Uri BaseUri { get; init; } = DefaultBaseUri;

    /// <summary>Gets the API key. It is sent only in the header <c>Authorization</c>, as a bearer token. The default is empty.</summary>
    public SecureString ApiKey { get; init; } = new();

    /// <summary>
    /// Gets additional headers of all requests by name. Their values are secrets like the API key. <c>Authorization</c> replaces the bearer token of
    /// <see cref="ApiKey"/>. See <see cref="ValidateHeader"/>. The default is empty.
    /// </summary>
    public IReadOnlyDictionary<string, SecureString> Headers { get; init; } = new Dictionary<string, SecureString>();

    /// <summary>Gets the limit of requests and tokens per minute, which several clients can share; null for none.</summary>
    public RateLimit? RateLimit { get; init; }

    /// <summary>Gets the maximum time to establish a connection. The default is 15 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Gets the proxy; null to use the proxy of the environment or the system.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Gets the credentials for the proxy; null if it needs none.</summary>
    public ICredentials? ProxyCredentials { get; init; }

    /// <summary>Gets whether the certificate of the server is not validated. The default is false. Use it only for tests, because the API key and prompts can be intercepted.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>Gets the client certificate; null if there is none.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Gets the value of the header <c>User-Agent</c>. The default is Qubrid.Client.</summary>
    public string UserAgent { get; init; } = "Qubrid.Client";

    /// <summary>Gets the maximum size of a response. Tests reduce it.</summary>
    internal ResponseLimits Limits { get; init; } = ResponseLimits.Default;

    /// <summary>Returns an error message if a base address is not valid, or null.</summary>
    public static string? ValidateBaseUri(Uri baseUri)
    {
        if (!baseUri.IsAbsoluteUri || (baseUri.Scheme != "https" && baseUri.Scheme != "http"))
        {
            return $"'{AddressText.RemoveSecrets(baseUri.OriginalString)}' is not an http or https address. Specify the root of the API, such as {DefaultBaseUri.AbsoluteUri}.";
        }

        if (baseUri.Query.Length > 0 || baseUri.Fragment.Length > 0 || baseUri.UserInfo.Length > 0)
        {
            // The message does not contain the address, because a user name or a query may be a secret.
            return $"The base address must not contain a query, a fragment or a user name. Specify the root of the API, such as {DefaultBaseUri.AbsoluteUri}.";
        }

        return baseUri.Scheme == "http" && !baseUri.IsLoopback
            ? $"'{baseUri.AbsoluteUri}' uses HTTP, which would expose the API key. Use HTTPS; HTTP is allowed only for loopback addresses."
            : null;
    }

    /// <summary>Returns what is wrong with the address of a proxy, or null if it is valid. The message contains no user name and no password.</summary>
    public static string? ValidateProxy(Uri proxy) =>
        !proxy.IsAbsoluteUri || proxy.Host.Length == 0 ? $"'{AddressText.RemoveSecrets(proxy.OriginalString)}' is not the address of a proxy, such as http://proxy:8080."
        : proxy.UserInfo.Length > 0 || proxy.Query.Length > 0 || proxy.Fragment.Length > 0 ? "The address of a proxy cannot contain a user name, a password, a query or a fragment."
        : null;

    /// <summary>
    /// Returns the address of the proxy that requests to an address are sent through, without credentials, or null if there is none.
    /// </summary>
    /// <param name="baseUri">The root of the API.</param>
    /// <param name="proxy">The value of <see cref="Proxy"/>; null to find the proxy of the environment or the system.</param>
    public static Uri? FindProxy(Uri baseUri, Uri? proxy) => ProxyResolver.Find(baseUri, proxy);

    /// <summary>Returns an error message if the address of a proxy is not valid or cannot be used for a base address, or null.</summary>
    public static string? ValidateProxy(Uri baseUri, Uri? proxy) => proxy is null ? null : ValidateProxy(proxy)
        ?? (baseUri.Scheme == "http" ? "A proxy cannot be used for an address without TLS, because it would receive the API key and the prompts. Remove the proxy, or use HTTPS." : null);

    /// <summary>Returns an address with placeholders for the parts that can contain secrets: the user name and password, the query and the fragment.</summary>
    public static string RemoveSecrets(string address) => AddressText.RemoveSecrets(address);

    /// <summary>Returns what is wrong with an additional header, or null if it can be sent. The message does not contain the value.</summary>
    public static string? ValidateHeader(string name, SecureString value) => RequestHeader.Validate(name, value);

    /// <summary>Returns whether a key can be sent in a header: not empty, and only printable ASCII characters without white space.</summary>
    public static bool IsValidApiKey(SecureString key) => Security.ApiKey.IsValid(key);

    /// <summary>Returns whether a key is not a key but a text that hides one, such as asterisks, or the name of the type SecureString.</summary>
    public static bool IsMaskedApiKey(SecureString key) => Security.ApiKey.IsMasked(key);

    /// <summary>Returns whether two keys are equal.</summary>
    public static bool ApiKeysEqual(SecureString left, SecureString right) => Security.ApiKey.AreEqual(left, right);

    internal IReadOnlyList<RequestHeader> GetHeaders() => [.. Headers.Select(header => new RequestHeader(header.Key, header.Value))];

    /// <summary>
    /// Returns the secrets besides the API key, which are redacted like it: the values of the headers, and the password of the proxy, which may repeat
    /// it in an error page.
    /// </summary>
    internal IEnumerable<SecureString> EnumerateOtherSecrets() =>
        GetHeaders().SelectMany(header => header.EnumerateSecrets())
            .Concat(ProxyCredentials is NetworkCredential credential ? [credential.SecurePassword] : []);
}
