using System.Net;
using System.Security;
using Qubrid.Client;
using QubridPS.Errors;

namespace QubridPS.Connections;

/// <summary>Reads the environment variables QUBRID_API_KEY, QUBRID_BASE_URL, QUBRID_MODEL and QUBRID_REDACT.</summary>
internal static class EnvironmentSettings
{
    private const string RedactName = "QUBRID_REDACT";

    private static readonly char[] s_separators = [',', ';'];

    internal static string? Model => Read("QUBRID_MODEL");

    internal static SecureString? ApiKey => Read("QUBRID_API_KEY") is { } key ? ToSecureString(key) : null;

    /// <summary>Gets the base address of QUBRID_BASE_URL, or the address of the service if the variable is not set.</summary>
    internal static Uri BaseUri =>
        Read("QUBRID_BASE_URL") is not { } text ? QubridClientOptions.DefaultBaseUri
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) ? EnsureNoSecrets(uri, text)
        : throw ConnectionErrors.BaseUriInvalid($"The value of QUBRID_BASE_URL is not a valid URL. Set it to the root of the API, such as {QubridClientOptions.DefaultBaseUri.AbsoluteUri}.", text);

    /// <summary>Gets the redactor of QUBRID_REDACT, or null if the variable is not set. It contains only categories, so that a mistake is not read as a pattern.</summary>
    /// <exception cref="QubridInputException">The variable contains something else.</exception>
    internal static Redactor? Redactor
    {
        get
        {
            if (Read(RedactName) is not { } text)
            {
                return null;
            }

            try
            {
                var names = text.Split(s_separators).Select(name => name.Trim()).Where(name => name.Length > 0).ToList();
                return names.Count > 0
                    ? new Redactor(names.Select(name => RedactionRule.FromCategory(name)))
                    : throw new ArgumentException("It contains no category.");
            }
            catch (ArgumentException failure)
            {
                throw RedactionErrors.VariableInvalid(RedactName, text, failure.Message);
            }
        }
    }

    // Connections and test results display the address, so that it must not contain a password.
    private static Uri EnsureNoSecrets(Uri uri, string text) =>
        QubridClientOptions.RemoveSecrets(text) == text ? uri : throw ConnectionErrors.BaseUriInvalid(QubridClientOptions.ValidateBaseUri(uri) ?? "The value of QUBRID_BASE_URL cannot contain an @.", text);

    internal static SecureString ToSecureString(string text) => new NetworkCredential("", text.Trim()).SecurePassword;

    private static string? Read(string name) =>
        Environment.GetEnvironmentVariable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
