using System.Security;
using Qubrid.Client;
using QubridPS.Connections;

namespace QubridPS;

/// <summary>Where the service is, who asks, and how patiently. Its key is not to be had from it.</summary>
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

    /// <summary>The root of the API.</summary>
    public Uri BaseUri => Settings.BaseUri;

    /// <summary>The model that requests go to where they name none.</summary>
    public string Model => Settings.Model ?? EnvironmentSettings.Model ?? BuiltInModel;

    /// <summary>That there is a key; never which.</summary>
#pragma warning disable CA1822 // a property of the object at the prompt
    public string ApiKey => "********";
#pragma warning restore CA1822

    /// <summary>Longest time for making a connection, in seconds; 0 is no limit.</summary>
    public double ConnectionTimeoutSeconds => Settings.ConnectionTimeoutSeconds;

    /// <summary>Longest silence, in seconds: until an answer begins, and between its bytes; 0 is no limit.</summary>
    public double OperationTimeoutSeconds => Settings.OperationTimeoutSeconds;

    /// <summary>Longest time for a call with all its retries, in seconds; 0 is no limit.</summary>
    public double TimeoutSeconds => Settings.TimeoutSeconds;

    /// <summary>How often a call is tried again after a passing failure.</summary>
    public int MaximumRetryCount => Settings.MaximumRetryCount;

    /// <summary>Longest first delay before a retry, in seconds; it doubles with each.</summary>
    public double RetryIntervalSec => Settings.RetryIntervalSec;

    /// <summary>Gets the longest wait that the service may ask for before a retry, in seconds; a longer one is an error at once.</summary>
    public int MaximumRetryDelaySec => Settings.MaximumRetryDelaySec;

    /// <summary>The proxy; null is the environment's or the system's.</summary>
    public Uri? Proxy => Settings.Proxy;

    /// <summary>Whether any certificate of the server is accepted.</summary>
    public bool SkipCertificateCheck => Settings.SkipCertificateCheck;

    /// <summary>The file that keeps or gives the answers; null for none.</summary>
    public string? Journal => Settings.Journal?.Path;

    /// <summary>What the journal is for; null where there is none.</summary>
    public JournalMode? JournalMode => Settings.Journal is null ? null : Settings.JournalMode;

    internal ConnectionSettings Settings { get; }

    /// <summary>Whether it can be used: one that came through a job or remoting has lost its key.</summary>
    internal bool HasKey { get; private init; } = true;

    internal ModelCache ModelCache { get; private init; } = new();

    /// <summary>The client, made when it is first needed and kept.</summary>
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

    /// <summary>Creates what stands for a connection whose key was not carried along.</summary>
    internal static QubridConnection CreateWithoutKey() => new(new SecureString(), ConnectionSettings.Default) { HasKey = false };

    /// <summary>Whether it asks this service, with this key.</summary>
    internal bool Matches(SecureString key, Uri baseUri) => BaseUri == baseUri && QubridClientOptions.ApiKeysEqual(_key, key);

    /// <summary>The same service and key with other settings.</summary>
    internal QubridConnection WithSettings(ConnectionSettings settings) => new(_key, settings) { ModelCache = ModelCache };

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
        ConnectTimeout = ConnectionSettings.ToTimeout(ConnectionTimeoutSeconds),
        Proxy = Proxy,
        ProxyCredentials = Settings.ProxyCredentials,
        SkipCertificateCheck = SkipCertificateCheck,
        Certificate = Settings.Certificate,
        UserAgent = "QubridPS/" + typeof(QubridConnection).Assembly.GetName().Version?.ToString(3),
    };
}
