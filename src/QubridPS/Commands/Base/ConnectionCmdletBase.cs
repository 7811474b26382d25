using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Connections;

namespace QubridPS;

/// <summary>Base class of the cmdlets that send requests to the service.</summary>
public abstract class ConnectionCmdletBase : TimeoutRetryCmdletBase
{
    private QubridConnection? _temporaryConnection;
    private RedactionSession? _lineRedaction;

    /// <summary>
    /// Specifies the connection to use. The default is the connection of the current session or, if there is none, the connection that the
    /// environment variables define.
    /// </summary>
    [Parameter]
    [ConnectionTransformation]
    [ValidateNotNull]
    public QubridConnection? Connection { get; set; }

    private protected QubridConnection ResolvedConnection { get; private set; } = null!;

    /// <summary>Gets what is redacted in the requests of the command; null for nothing.</summary>
    private protected Redactor? Redactor { get; private set; }

    private protected VerboseQueue Log { get; } = new();

    /// <summary>Sets <see cref="ResolvedConnection"/> and <see cref="Redactor"/>.</summary>
    /// <param name="redact">What the command redacts in addition to the connection; null for nothing.</param>
    /// <exception cref="QubridInputException">There is no API key, or a setting of the environment is not valid.</exception>
    private protected void ResolveConnection(object[]? redact = null)
    {
        var added = RedactionParser.Parse(redact);
        ResolvedConnection = ModuleState.Current.Connections.Resolve(Connection, Host.Name);
        var policy = ResolvedConnection.Redactor;
        Redactor = policy is null || added is null ? policy ?? added : policy.Extend(added);
        var settings = ApplyLimits(ResolvedConnection.Settings);

        // The connection timeout belongs to the HttpClient, so that a different value requires a new connection.
        if (settings.ConnectionTimeoutSeconds != ResolvedConnection.ConnectionTimeoutSeconds)
        {
            ResolvedConnection = _temporaryConnection = ResolvedConnection.WithSettings(settings);
        }
    }

    private protected CallOptions CreateCallOptions() => (ApplyLimits(ResolvedConnection.Settings) with { Redactor = Redactor }).ToCallOptions(Log);

    private protected override ErrorRecord RedactTargetName(ErrorRecord record)
    {
        if (Redactor is not null && record.TargetObject is not null)
        {
            record.CategoryInfo.TargetName = RedactLine(record.CategoryInfo.TargetName);
        }

        return record;
    }

    /// <summary>Returns a line that describes the input of the command, with placeholders if requests are redacted.</summary>
    private protected string RedactLine(string line)
    {
        try
        {
            return Redactor is null ? line : (_lineRedaction ??= Redactor.CreateSession()).Redact(line);
        }
        catch (ArgumentException)
        {
            return ""; // a pattern takes too long
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _temporaryConnection?.Dispose();
        }

        base.Dispose(disposing);
    }
}
