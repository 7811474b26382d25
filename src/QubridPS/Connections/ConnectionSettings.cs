using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using Qubrid.Client;
using QubridPS.Common;

namespace QubridPS.Connections;

/// <summary>The settings of a connection, except for its API key, with their defaults. Times are in seconds; a timeout of 0 is no limit.</summary>
internal sealed record ConnectionSettings
{
    internal static readonly ConnectionSettings Default = new();

    internal Uri BaseUri { get; init; } = QubridClientOptions.DefaultBaseUri;

    internal string? Model { get; init; }

    internal IReadOnlyDictionary<string, SecureString> Headers { get; init; } = new Dictionary<string, SecureString>();

    internal RateLimit? RateLimit { get; init; }

    internal double ConnectionTimeoutSeconds { get; init; } = 15;

    internal double OperationTimeoutSeconds { get; init; } = 100;

    internal double TimeoutSeconds { get; init; }

    internal int MaximumRetryCount { get; init; } = 2;

    internal double RetryIntervalSec { get; init; } = 1;

    internal int MaximumRetryDelaySec { get; init; } = 300;

    internal Uri? Proxy { get; init; }

    internal ICredentials? ProxyCredentials { get; init; }

    internal bool SkipCertificateCheck { get; init; }

    internal X509Certificate2? Certificate { get; init; }

    internal RequestJournal? Journal { get; init; }

    internal JournalMode JournalMode { get; init; }

    internal Redactor? Redactor { get; init; }

    internal CallOptions ToCallOptions(VerboseQueue log) => new()
    {
        IdleTimeout = ToTimeout(OperationTimeoutSeconds),
        TotalTimeout = ToTimeout(TimeoutSeconds),
        MaximumRetryCount = MaximumRetryCount,
        RetryInterval = TimeSpan.FromSeconds(RetryIntervalSec),
        MaximumRetryDelay = TimeSpan.FromSeconds(MaximumRetryDelaySec),
        Redactor = Redactor,
        Log = log.Add,
    };

    internal static TimeSpan ToTimeout(double seconds) => seconds <= 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds);
}
