using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using Qubrid.Client;
using QubridPS.Commands;
using QubridPS.Connections;
using QubridPS.Errors;

namespace QubridPS;

/// <summary>Sets the session's connection. Sends nothing.</summary>
[Cmdlet(VerbsCommunications.Connect, "Qubrid", DefaultParameterSetName = KeySet, HelpUri = HelpUris.Base + "Connect-Qubrid.md")]
[OutputType(typeof(QubridConnection))]
public sealed class ConnectQubridCommand : TimeoutRetryCmdletBase
{
    private const string KeySet = "ApiKey";
    private const string SecretSet = "Secret";

    /// <summary>The key, as SecureString or text.</summary>
    [Parameter(Position = 0, ParameterSetName = KeySet)]
    [SecureStringTransformation]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    /// <summary>The name of the secret that holds the key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SecretSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string SecretName { get; set; } = "";

    /// <summary>The vault of the secret.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [ValidateNotNullOrEmpty]
    public string? Vault { get; set; }

    /// <summary>The root of the API.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? BaseUri { get; set; }

    /// <summary>The model for requests that name none.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>A proxy other than the environment's.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>Who asks the proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Asks the proxy as the user who runs this.</summary>
    [Parameter]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Accepts any certificate. For tests only.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>A certificate to show to the server.</summary>
    [Parameter]
    [ValidateNotNull]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>A file that keeps every answer, or gives it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Journal { get; set; }

    /// <summary>What the journal is for.</summary>
    [Parameter]
    public JournalMode JournalMode { get; set; }

    /// <summary>Gives the connection too.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => InvokeWithErrorHandling(() =>
    {
        if (Journal is null && IsBound(nameof(JournalMode)))
        {
            throw InputErrors.JournalRequired();
        }

        var settings = new ConnectionSettings
        {
            BaseUri = ConnectionFactory.ValidateBaseUri(BaseUri ?? EnvironmentSettings.BaseUri),
            Model = Model,
            Proxy = ConnectionFactory.ValidateProxy(BaseUri ?? EnvironmentSettings.BaseUri, Proxy),
            ProxyCredentials = ProxyUseDefaultCredentials ? CredentialCache.DefaultCredentials : ProxyCredential?.GetNetworkCredential(),
            SkipCertificateCheck = SkipCertificateCheck,
            Certificate = Certificate,
            Journal = Journal is null ? null : JournalOpener.OpenJournal(Journal, JournalMode, SessionState, CancellationToken),
            JournalMode = JournalMode,
        };
        var connection = new QubridConnection(ResolveApiKey(), ApplyLimits(settings));

        if (SkipCertificateCheck)
        {
            WriteWarning($"The certificate of {connection.BaseUri.Host} will not be checked: anybody on the way can read the key and the prompts.");
        }

        ModuleState.Current.Connect(connection);
        if (PassThru)
        {
            WriteObject(connection);
        }
    });

    private SecureString ResolveApiKey()
    {
        var key = ParameterSetName == SecretSet
            ? SecretReader.Read(InvokeCommand, SecretName, Vault)
            : ApiKey ?? EnvironmentSettings.ApiKey;
        return key is null && Journal is not null && JournalMode == JournalMode.Replay
            ? EnvironmentSettings.ToSecureString("replay") // nothing is sent: a build server needs no key
            : ConnectionFactory.ValidateApiKey(key);
    }
}
