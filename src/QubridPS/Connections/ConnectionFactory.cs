using System.Security;
using Qubrid.Client;
using QubridPS.Errors;

namespace QubridPS.Connections;

/// <summary>Checks what a connection is made of, before anything is sent.</summary>
internal static class ConnectionFactory
{
    internal static SecureString RequireKey(SecureString? key)
    {
        if (key is null || key.Length == 0)
        {
            throw InputErrors.NoApiKey();
        }

        return QubridClientOptions.IsValidApiKey(key) ? key : throw InputErrors.UnusableApiKey();
    }

    internal static Uri RequireBaseUri(Uri uri) =>
        QubridClientOptions.ValidateBaseUri(uri) is { } fault ? throw InputErrors.BadBaseUri(fault, uri.OriginalString) : uri;

    /// <summary>The environment's connection: the former one, while the environment says the same.</summary>
    internal static QubridConnection FromEnvironment(QubridConnection? former)
    {
        var key = RequireKey(ConnectionEnvironment.ApiKey);
        var baseUri = RequireBaseUri(ConnectionEnvironment.BaseUri);
        if (former is null || !former.IsOf(key, baseUri))
        {
            return new QubridConnection(key, new ConnectionSettings { BaseUri = baseUri });
        }

        key.Dispose();
        return former;
    }
}
