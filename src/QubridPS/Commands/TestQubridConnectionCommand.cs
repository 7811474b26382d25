using System.Diagnostics;
using Qubrid.Client;
using QubridPS.Commands;
using QubridPS.Connections;
using QubridPS.Errors;

namespace QubridPS;

/// <summary>
/// Tells whether a call would do: one request for the list of models, which costs no tokens. What fails is the result, never an error.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "QubridConnection", HelpUri = HelpUris.Base + "Test-QubridConnection.md")]
[OutputType(typeof(bool), typeof(ConnectionCheck))]
public sealed class TestQubridConnectionCommand : ModelListCmdletBase
{
    /// <summary>The model to look for; otherwise the connection's.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>Gives what was found out, not only whether all is well.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => InvokeWithErrorHandling(() =>
    {
        var check = new ConnectionCheck { Model = Model ?? EnvironmentSettings.Model ?? QubridConnection.BuiltInModel };
        try
        {
            check.BaseUri = Connection?.BaseUri ?? ModuleState.Current.Connection?.BaseUri ?? EnvironmentSettings.BaseUri;
            ResolveConnection();
            check.Model = Model ?? ResolvedConnection.Model;
            Probe(check);
        }
        catch (QubridInputException error)
        {
            check.Fail(error.ErrorRecord); // no key, or an address that cannot be used: nothing was sent
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
                check.Fail(InputErrors.ModelNotFound(check.Model!).ErrorRecord);
            }
        }
        catch (QubridApiException failure)
        {
            var receivedResponse = failure.StatusCode is not null;
            check.LatencySeconds = receivedResponse ? stopwatch.Elapsed.TotalSeconds : null;
            check.Reachable = failure.Kind == QubridErrorKind.JournalMiss ? null : receivedResponse;
            check.Authenticated = failure.Kind == QubridErrorKind.Unauthorized ? false : null;
            check.Fail(ApiErrorRecordFactory.Create(failure, ResolvedConnection.BaseUri));
        }
    }

    // A test tells how things are now: a retry that mends them would hide it. Who asks for retries gets them.
    private CallOptions CreateSingleAttemptOptions()
    {
        var settings = ApplyLimits(ResolvedConnection.Settings);
        return (IsBound(nameof(MaximumRetryCount)) ? settings : settings with { MaximumRetryCount = 0 }).ToCallOptions(Log);
    }
}
