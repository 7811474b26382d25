using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using Qubrid.Client;

namespace QubridPS.Connections;

/// <summary>Where the service is, who asks, and how patiently. Its key is not to be had from it.</summary>
public sealed class QubridConnection : IDisposable
{
    internal const string BuiltInModel = "openai/gpt-oss-120b";

    private readonly object _sync = new();
    private QubridClient? _client;

    internal QubridConnection(SecureString key) => Key = key;

    /// <summary>The root of the API.</summary>
    public Uri BaseUri { get; internal init; } = QubridClientOptions.DefaultBaseUri;

    /// <summary>The model that requests go to where they name none.</summary>
    public string Model => GivenModel ?? ConnectionEnvironment.Model ?? BuiltInModel;

    /// <summary>That there is a key; never which.</summary>
#pragma warning disable CA1822 // a property of the object at the prompt
    public string ApiKey => "********";
#pragma warning restore CA1822

    /// <summary>Longest time for making a connection, in seconds; 0 is no limit.</summary>
    public double ConnectionTimeoutSeconds { get; internal init; } = 15;

    /// <summary>Longest silence, in seconds: until an answer begins, and between its bytes; 0 is no limit.</summary>
    public double OperationTimeoutSeconds { get; internal init; } = 100;

    /// <summary>Longest time for a call with all its retries, in seconds; 0 is no limit.</summary>
    public double TimeoutSeconds { get; internal init; }

    /// <summary>How often a call is tried again after a passing failure.</summary>
    public int MaximumRetryCount { get; internal init; } = 2;

    /// <summary>Longest first delay before a retry, in seconds; it doubles with each.</summary>
    public double RetryIntervalSec { get; internal init; } = 1;

    /// <summary>The proxy; null is the environment's or the system's.</summary>
    public Uri? Proxy { get; internal init; }

    /// <summary>Whether any certificate of the server is accepted.</summary>
    public bool SkipCertificateCheck { get; internal init; }

    internal SecureString Key { get; }

    internal string? GivenModel { get; init; }

    internal ICredentials? ProxyCredentials { get; init; }

    internal X509Certificate2? Certificate { get; init; }

    /// <summary>The client, made when it is first needed and kept.</summary>
    internal QubridClient Client
    {
        get
        {
            lock (_sync)
            {
                return _client ??= new QubridClient(ToOptions());
            }
        }
    }

    /// <summary>The same connection with another connect timeout, which is the one limit that belongs to the connection itself.</summary>
    internal QubridConnection WithConnectionTimeout(double seconds) => new(Key)
    {
        BaseUri = BaseUri,
        GivenModel = GivenModel,
        ConnectionTimeoutSeconds = seconds,
        OperationTimeoutSeconds = OperationTimeoutSeconds,
        TimeoutSeconds = TimeoutSeconds,
        MaximumRetryCount = MaximumRetryCount,
        RetryIntervalSec = RetryIntervalSec,
        Proxy = Proxy,
        ProxyCredentials = ProxyCredentials,
        SkipCertificateCheck = SkipCertificateCheck,
        Certificate = Certificate,
    };

    internal static TimeSpan ToTimeout(double seconds) =>
        seconds <= 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds);

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
        ApiKey = Key,
        ConnectTimeout = ToTimeout(ConnectionTimeoutSeconds),
        Proxy = Proxy,
        ProxyCredentials = ProxyCredentials,
        SkipCertificateCheck = SkipCertificateCheck,
        Certificate = Certificate,
        UserAgent = "QubridPS/" + typeof(QubridConnection).Assembly.GetName().Version?.ToString(3),
    };
}
