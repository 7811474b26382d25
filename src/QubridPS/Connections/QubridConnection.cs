using System.Security;
using Qubrid.Client;
using QubridPS.Connections;

namespace QubridPS;

/// <summary>Represents a connection to the service: endpoint, credentials, timeouts and retry settings. The API key and header values cannot be read from it.</summary>
public sealed class QubridConnection : IDisposable
{
    internal const string BuiltInModel = "openai/gpt-oss-120b";

    private readonly object _sync = new();
    private readonly SecureString _key;
    private QubridClient? _client;

    internal QubridConnection(SecureString key, ConnectionSettings settings)
    {
        _key = key;
        Settings = settings;
    }

    /// <summary>Gets the root of the API.</summary>
    public Uri BaseUri => Settings.BaseUri;

    /// <summary>Gets the model of requests that specify none: of Connect-Qubrid -Model, else of QUBRID_MODEL, else openai/gpt-oss-120b.</summary>
    public string Model => Settings.Model ?? EnvironmentSettings.Model ?? BuiltInModel;

    /// <summary>Gets asterisks in place of the API key; null if a header replaces it.</summary>
    public string? ApiKey => Settings.Headers.ContainsKey(HeaderTable.Authorization) ? null : "********";

    /// <summary>Gets the names of the additional headers. Their values cannot be read.</summary>
    public IReadOnlyList<string> Headers => [.. Settings.Headers.Keys];

    /// <summary>Gets the maximum time to establish a connection, in seconds. The default is 15; 0 is no limit.</summary>
    public double ConnectionTimeoutSeconds => Settings.ConnectionTimeoutSeconds;

    /// <summary>Gets the maximum time to wait for the first byte of a response and between two reads, in seconds. The default is 100; 0 is no limit.</summary>
    public double OperationTimeoutSeconds => Settings.OperationTimeoutSeconds;

    /// <summary>Gets the maximum duration of a call including retries and delays, in seconds. The default is 0, no limit.</summary>
    public double TimeoutSeconds => Settings.TimeoutSeconds;

    /// <summary>Gets how many times a request is retried after a transient error. The default is 2.</summary>
    public int MaximumRetryCount => Settings.MaximumRetryCount;

    /// <summary>Gets the upper bound of the first retry delay, in seconds. It doubles with each retry. The default is 1.</summary>
    public double RetryIntervalSec => Settings.RetryIntervalSec;

    /// <summary>Gets the longest Retry-After delay that is waited for, in seconds. If the service requests a longer delay, the call fails at once. The default is 300.</summary>
    public int MaximumRetryDelaySec => Settings.MaximumRetryDelaySec;

    /// <summary>Gets the maximum number of requests per minute; null if there is no limit.</summary>
    public int? RequestsPerMinute => Settings.RateLimit?.RequestsPerMinute;

    /// <summary>Gets the maximum number of tokens per minute; null if there is no limit.</summary>
    public int? TokensPerMinute => Settings.RateLimit?.TokensPerMinute;

    /// <summary>Gets the proxy; null if the proxy of the environment or the system is used.</summary>
    public Uri? Proxy => Settings.Proxy;

    /// <summary>Gets whether the certificate of the server is not validated.</summary>
    public bool SkipCertificateCheck => Settings.SkipCertificateCheck;

    /// <summary>Gets the path of the journal; null if there is none.</summary>
    public string? Journal => Settings.Journal?.Path;

    /// <summary>Gets the journal mode; null if there is no journal.</summary>
    public JournalMode? JournalMode => Settings.Journal is null ? null : Settings.JournalMode;

    /// <summary>Gets the categories and patterns that are redacted, of Connect-Qubrid -Redact and of QUBRID_REDACT; empty if there are none.</summary>
    public string[] Redact => Redactor is { } redactor ? [.. redactor.Rules.Select(rule => rule.ToString())] : [];

    internal ConnectionSettings Settings { get; }

    /// <summary>Gets what is redacted in all requests: what the connection and QUBRID_REDACT specify; null for nothing.</summary>
    /// <exception cref="QubridInputException">QUBRID_REDACT is not valid.</exception>
    internal Redactor? Redactor => EnvironmentSettings.Redactor is not { } environment ? Settings.Redactor
        : Settings.Redactor is { } own ? own.Extend(environment) : environment;

    /// <summary>Gets whether the connection has its API key and headers. A connection that was serialized, for a job or by remoting, has lost them.</summary>
    internal bool HasKey { get; private init; } = true;

    /// <summary>Gets whether the connection redacted requests before it was serialized.</summary>
    internal bool HasLostRedaction { get; private init; }

    /// <summary>Gets whether Start-QubridMockServer created the connection, so that it ends with the server.</summary>
    internal bool IsOfMockServer { get; init; }

    internal ModelCache ModelCache { get; private init; } = new();

    /// <summary>Gets the client, which is created at the first use.</summary>
    internal QubridClient Client
    {
        get
        {
            lock (_sync)
            {
                return _client ??= new QubridClient(ToOptions(), Settings.Journal, Settings.JournalMode);
            }
        }
    }

    /// <summary>Creates a placeholder for a deserialized connection, which has no API key.</summary>
    /// <param name="hadRedaction">Whether the connection redacted requests.</param>
    internal static QubridConnection CreateWithoutKey(bool hadRedaction) => new(new SecureString(), ConnectionSettings.Default) { HasKey = false, HasLostRedaction = hadRedaction };

    /// <summary>Returns whether the connection has this API key and base address.</summary>
    internal bool Matches(SecureString key, Uri baseUri) => BaseUri == baseUri && QubridClientOptions.ApiKeysEqual(_key, key);

    /// <summary>Returns a connection with the same API key and other settings.</summary>
    internal QubridConnection WithSettings(ConnectionSettings settings) => new(_key, settings) { ModelCache = ModelCache, IsOfMockServer = IsOfMockServer };

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_sync)
        {
            _client?.Dispose();
            _client = null;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => BaseUri.AbsoluteUri;

    private QubridClientOptions ToOptions() => new()
    {
        BaseUri = BaseUri,
        ApiKey = _key,
        Headers = Settings.Headers,
        RateLimit = Settings.RateLimit,
        ConnectTimeout = ConnectionSettings.ToTimeout(ConnectionTimeoutSeconds),
        Proxy = Proxy,
        ProxyCredentials = Settings.ProxyCredentials,
        SkipCertificateCheck = SkipCertificateCheck,
        Certificate = Settings.Certificate,
        UserAgent = "QubridPS/" + typeof(QubridConnection).Assembly.GetName().Version?.ToString(3),
    };
}
