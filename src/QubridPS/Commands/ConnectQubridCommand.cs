using System.Collections;
using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using Qubrid.Client;
using QubridPS.Connections;
using QubridPS.Errors;

namespace QubridPS;

/// <summary>Sets the API key, endpoint and default settings for the current session. Sends no request.</summary>
[Cmdlet(VerbsCommunications.Connect, "Qubrid", DefaultParameterSetName = KeySet, HelpUri = HelpUriBase + "Connect-Qubrid.md")]
[OutputType(typeof(QubridConnection))]
public sealed class ConnectQubridCommand : TimeoutRetryCmdletBase
{
    private const string KeySet = "ApiKey";
    private const string SecretSet = "Secret";

    /// <summary>Specifies the API key as a SecureString or string. The default is QUBRID_API_KEY.</summary>
    [Parameter(Position = 0, ParameterSetName = KeySet)]
    [SecureStringTransformation]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    /// <summary>Specifies the name of the secret that contains the API key. Get-Secret reads it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SecretSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string SecretName { get; set; } = "";

    /// <summary>Specifies the vault of the secret.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [ValidateNotNullOrEmpty]
    public string? Vault { get; set; }

    /// <summary>Specifies the root of the API. The default is QUBRID_BASE_URL, or https://platform.qubrid.com/v1.</summary>
    [Parameter]
    [AddressTransformation]
    [ValidateNotNull]
    public Uri? BaseUri { get; set; }

    /// <summary>Specifies the model of requests that specify none. The default is QUBRID_MODEL, or openai/gpt-oss-120b.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>Specifies additional headers of all requests. The values are strings or SecureStrings. Authorization replaces the API key.</summary>
    [Parameter]
    [HeadersTransformation]
    [ValidateNotNull]
    public IDictionary? Headers { get; set; }

    /// <summary>Specifies the maximum number of requests per minute of all calls with the connection, 1 or greater. By default, there is no limit.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? RequestsPerMinute { get; set; }

    /// <summary>Specifies the maximum number of tokens per minute of all calls with the connection, 1 or greater. By default, there is no limit.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? TokensPerMinute { get; set; }

    /// <summary>Specifies the proxy server. The default is the proxy of the environment or the system.</summary>
    [Parameter]
    [AddressTransformation]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>Specifies a user account that has permission to use the proxy server.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Indicates that the credentials of the current user are sent to the proxy server.</summary>
    [Parameter]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Indicates that the certificate of the server is not validated. Use it only for tests.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Specifies the client certificate that is sent to the server.</summary>
    [Parameter]
    [ValidateNotNull]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Specifies the path of a journal (JSON Lines) that responses are recorded in or replayed from.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Journal { get; set; }

    /// <summary>Specifies the use of the journal: Record, Replay or Auto. The default is Record.</summary>
    [Parameter]
    public JournalMode JournalMode { get; set; }

    /// <summary>
    /// Specifies what is replaced by placeholders before requests are sent: categories, regular expressions, or hashtables. A command can add to
    /// it, but not remove from it. The default is QUBRID_REDACT, which always applies.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RedactCompleter))]
    public object[]? Redact { get; set; }

    /// <summary>Returns an object that represents the connection. By default, this cmdlet does not generate any output.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => InvokeWithErrorHandling(() =>
    {
        if (Journal is null && IsBound(nameof(JournalMode)))
        {
            throw JournalErrors.JournalRequired();
        }

        var headers = HeaderTable.Parse(Headers);
        var settings = new ConnectionSettings
        {
            Headers = headers,
            RateLimit = RequestsPerMinute is null && TokensPerMinute is null ? null : new RateLimit(RequestsPerMinute, TokensPerMinute),
            BaseUri = ConnectionFactory.ValidateBaseUri(BaseUri ?? EnvironmentSettings.BaseUri),
            Model = Model,
            Proxy = ConnectionFactory.ValidateProxy(BaseUri ?? EnvironmentSettings.BaseUri, Proxy),
            ProxyCredentials = ProxyUseDefaultCredentials ? CredentialCache.DefaultCredentials : ProxyCredential?.GetNetworkCredential(),
            SkipCertificateCheck = SkipCertificateCheck,
            Certificate = Certificate,
            Journal = Journal is null ? null : JournalOpener.OpenJournal(Journal, JournalMode, SessionState, CancellationToken),
            JournalMode = JournalMode,
            Redactor = RedactionParser.Parse(Redact),
        };
        _ = EnvironmentSettings.Redactor; // a value that is not valid is an error now
        var connection = new QubridConnection(ResolveApiKey(headers.ContainsKey(HeaderTable.Authorization)), ApplyLimits(settings));

        if (SkipCertificateCheck)
        {
            WriteWarning($"Certificate validation is disabled for {connection.BaseUri.Host}. The API key and the prompts can be intercepted.");
        }

        ModuleState.Current.Connections.Connect(connection);
        if (PassThru)
        {
            WriteObject(connection);
        }
    });

    private SecureString ResolveApiKey(bool hasAuthorization)
    {
        if (hasAuthorization && ParameterSetName == KeySet && ApiKey is null)
        {
            return new SecureString(); // the header replaces the key, also that of the environment
        }

        var key = ParameterSetName == SecretSet
            ? SecretReader.Read(InvokeCommand, SecretName, Vault)
            : ApiKey ?? EnvironmentSettings.ApiKey;
        return key is null && Journal is not null && JournalMode == JournalMode.Replay
            ? EnvironmentSettings.ToSecureString("replay") // a replay sends nothing, so that no key is required
            : ConnectionFactory.ValidateApiKey(key);
    }
}
