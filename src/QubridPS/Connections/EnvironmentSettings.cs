using System.Net;
using System.Security;
using Qubrid.Client;
using QubridPS.Errors;

namespace QubridPS.Connections;

/// <summary>What the environment says where no one else does: QUBRID_API_KEY, QUBRID_BASE_URL, QUBRID_MODEL.</summary>
internal static class EnvironmentSettings
{
    internal static string? Model => Read("QUBRID_MODEL");

    internal static SecureString? ApiKey => Read("QUBRID_API_KEY") is { } key ? ToSecureString(key) : null;

    /// <summary>The address the environment names, or the service's own.</summary>
    internal static Uri BaseUri =>
        Read("QUBRID_BASE_URL") is not { } text ? QubridClientOptions.DefaultBaseUri
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) ? RefuseSecrets(uri, text)
        : throw InputErrors.BaseUriInvalid($"QUBRID_BASE_URL is not an address. Set it to the root of the API, such as {QubridClientOptions.DefaultBaseUri.AbsoluteUri}.", text);

    // An address with a password must not get into a connection or the result of a test.
    private static Uri RefuseSecrets(Uri uri, string text) =>
        QubridClientOptions.RemoveSecrets(text) == text ? uri : throw InputErrors.BaseUriInvalid(QubridClientOptions.ValidateBaseUri(uri) ?? "QUBRID_BASE_URL may not have an @.", text);

    internal static SecureString ToSecureString(string text) => new NetworkCredential("", text.Trim()).SecurePassword;

    private static string? Read(string name) =>
        Environment.GetEnvironmentVariable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
