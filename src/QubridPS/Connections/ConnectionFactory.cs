using System.Security;
using Qubrid.Client;
using QubridPS.Errors;

namespace QubridPS.Connections;

/// <summary>Validates the parts of a connection, and creates the connection of the environment variables.</summary>
internal static class ConnectionFactory
{
    internal static SecureString ValidateApiKey(SecureString? key)
    {
        if (key is null || key.Length == 0)
        {
            throw ConnectionErrors.ApiKeyMissing();
        }

        if (QubridClientOptions.IsMaskedApiKey(key))
        {
            throw ConnectionErrors.ApiKeyMasked();
        }

        return QubridClientOptions.IsValidApiKey(key) ? key : throw ConnectionErrors.ApiKeyInvalid();
    }

    internal static Uri ValidateBaseUri(Uri uri) =>
        QubridClientOptions.ValidateBaseUri(uri) is { } error ? throw ConnectionErrors.BaseUriInvalid(error, uri.OriginalString) : uri;

    internal static Uri? ValidateProxy(Uri baseUri, Uri? proxy) =>
        QubridClientOptions.ValidateProxy(baseUri, proxy) is { } error ? throw ConnectionErrors.ProxyInvalid(error) : proxy;

    /// <summary>Returns the current connection if the environment variables are unchanged, otherwise a new one.</summary>
    internal static QubridConnection GetOrCreateFromEnvironment(QubridConnection? current)
    {
        var key = ValidateApiKey(EnvironmentSettings.ApiKey);
        var baseUri = ValidateBaseUri(EnvironmentSettings.BaseUri);
        if (current is null || !current.Matches(key, baseUri))
        {
            return new QubridConnection(key, new ConnectionSettings { BaseUri = baseUri });
        }

        key.Dispose();
        return current;
    }
}
