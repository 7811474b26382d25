using System.Net;
using System.Security;
using Qubrid.Client;
using QubridPS.Errors;

namespace QubridPS.Connections;

/// <summary>Reads the environment variables QUBRID_API_KEY, QUBRID_BASE_URL and QUBRID_MODEL.</summary>
internal static class EnvironmentSettings
{
    internal static string? Model => Read("QUBRID_MODEL");

    internal static SecureString? ApiKey => Read("QUBRID_API_KEY") is { } key ? ToSecureString(key) : null;

    /// <summary>Gets the base address of QUBRID_BASE_URL, or the address of the service if the variable is not set.</summary>
    internal static Uri BaseUri =>
        Read("QUBRID_BASE_URL") is not { } text ? QubridClientOptions.DefaultBaseUri
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) ? EnsureNoSecrets(uri, text)
        : throw ConnectionErrors.BaseUriInvalid($"The value of QUBRID_BASE_URL is not a valid URL. Set it to the root of the API, such as {QubridClientOptions.DefaultBaseUri.AbsoluteUri}.", text);

    // Connections and test results display the address, so that it must not contain a password.
    private static Uri EnsureNoSecrets(Uri uri, string text) =>
        QubridClientOptions.RemoveSecrets(text) == text ? uri : throw ConnectionErrors.BaseUriInvalid(QubridClientOptions.ValidateBaseUri(uri) ?? "The value of QUBRID_BASE_URL cannot contain an @.", text);

    internal static SecureString ToSecureString(string text) => new NetworkCredential("", text.Trim()).SecurePassword;

    private static string? Read(string name) =>
        Environment.GetEnvironmentVariable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
