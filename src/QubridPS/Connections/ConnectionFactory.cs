using System.Security;
using Qubrid.Client;
using QubridPS.Errors;

namespace QubridPS.Connections;

/// <summary>Checks what a connection is made of, before anything is sent.</summary>
internal static class ConnectionFactory
{
    internal static SecureString ValidateApiKey(SecureString? key)
    {
        if (key is null || key.Length == 0)
        {
            throw InputErrors.ApiKeyMissing();
        }

        return QubridClientOptions.IsValidApiKey(key) ? key : throw InputErrors.ApiKeyInvalid();
    }

    internal static Uri ValidateBaseUri(Uri uri) =>
        QubridClientOptions.ValidateBaseUri(uri) is { } error ? throw InputErrors.BaseUriInvalid(error, uri.OriginalString) : uri;

    internal static Uri? ValidateProxy(Uri baseUri, Uri? proxy) =>
        QubridClientOptions.ValidateProxy(baseUri, proxy) is { } error ? throw InputErrors.BaseUriInvalid(error, baseUri.AbsoluteUri) : proxy;

    /// <summary>The environment's connection: the former one, while the environment says the same.</summary>
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
