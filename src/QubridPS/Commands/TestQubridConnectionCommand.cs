using System.Diagnostics;
using Qubrid.Client;
using QubridPS.Connections;
using QubridPS.Errors;

namespace QubridPS;

/// <summary>
/// Tests whether the service is reachable, accepts the API key and provides the model. Sends one request for the list of models, which uses no
/// tokens. A failure is the result of the test and not an error.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "QubridConnection", HelpUri = HelpUriBase + "Test-QubridConnection.md")]
[OutputType(typeof(bool), typeof(ConnectionCheck))]
public sealed class TestQubridConnectionCommand : ModelListCmdletBase
{
    /// <summary>Specifies the model to search for. The default is the model of the connection.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>Indicates that a ConnectionCheck object is returned instead of a Boolean value.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => InvokeWithErrorHandling(() =>
    {
        var check = new ConnectionCheck { Model = Model ?? EnvironmentSettings.Model ?? QubridConnection.BuiltInModel };
        try
        {
            check.BaseUri = ModuleState.Current.Connections.ResolveBaseUri(Connection);
            ResolveConnection();
            check.Model = Model ?? ResolvedConnection.Model;
            Probe(check);
        }
        catch (QubridInputException error)
        {
            check.Fail(error.ErrorRecord); // no API key, or an invalid base address: no request was sent
        }

        if (check.ErrorId is not null)
        {
            WriteVerbose(TerminalSanitizer.SanitizeLine($"{check.ErrorId}: {check.Error}"));
        }

        WriteObject(Detailed ? check : check.Succeeded);
    });

    private void Probe(ConnectionCheck check)
    {
        var stopwatch = Stopwatch.StartNew();
        try
        {
            var models = RequestModels(CreateSingleAttemptOptions());
            check.LatencySeconds = stopwatch.Elapsed.TotalSeconds;
            check.Reachable = check.Authenticated = true;
            check.ModelFound = models.Any(model => string.Equals(model.Id, check.Model, StringComparison.Ordinal));
            if (check.ModelFound == false)
            {
                check.Fail(ConnectionErrors.ModelNotFound(check.Model!).ErrorRecord);
            }
        }
        catch (QubridApiException failure)
        {
            var receivedResponse = failure.StatusCode is not null;
            check.LatencySeconds = receivedResponse ? stopwatch.Elapsed.TotalSeconds : null;
            check.Reachable = failure.Kind == QubridErrorKind.JournalMiss ? null : receivedResponse;
            check.Authenticated = failure.Kind == QubridErrorKind.Unauthorized ? false : null;
            check.Fail(ApiErrorRecordFactory.Create(failure, ResolvedConnection.BaseUri, GetType()));
        }
    }

    // No retries by default, so that the result shows the current state.
    private CallOptions CreateSingleAttemptOptions()
    {
        var settings = ApplyLimits(ResolvedConnection.Settings);
        return (IsBound(nameof(MaximumRetryCount)) ? settings : settings with { MaximumRetryCount = 0 }).ToCallOptions(Log);
    }
}
