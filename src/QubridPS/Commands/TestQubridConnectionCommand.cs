using System.Diagnostics;
using Qubrid.Client;
using QubridPS.Completion;
using QubridPS.Connections;
using QubridPS.Errors;

namespace QubridPS.Commands;

/// <summary>
/// Tells whether a call would do: one request for the list of models, which costs no tokens. What fails is the result, never an error.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "QubridConnection", HelpUri = HelpPage.Folder + "Test-QubridConnection.md")]
[OutputType(typeof(bool), typeof(ConnectionCheck))]
public sealed class TestQubridConnectionCommand : ModelListCommand
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
    protected override void EndProcessing() => Guard(() =>
    {
        var check = new ConnectionCheck { Model = Model ?? ConnectionEnvironment.Model ?? QubridConnection.BuiltInModel };
        try
        {
            check.BaseUri = Connection?.BaseUri ?? ModuleSession.Current.Connection?.BaseUri ?? ConnectionEnvironment.BaseUri;
            ResolveConnection();
            check.Model = Model ?? ResolvedConnection.Model;
            Ask(check);
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

    private void Ask(ConnectionCheck check)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            var models = AskForModels(OneAttempt());
            check.LatencySeconds = clock.Elapsed.TotalSeconds;
            check.Reachable = check.Authenticated = true;
            check.ModelFound = models.Any(model => string.Equals(model.Id, check.Model, StringComparison.Ordinal));
            if (check.ModelFound == false)
            {
                check.Fail(InputErrors.NoSuchModel(check.Model!).ErrorRecord);
            }
        }
        catch (QubridApiException failure)
        {
            var isAnswer = failure.StatusCode is not null;
            check.LatencySeconds = isAnswer ? clock.Elapsed.TotalSeconds : null;
            check.Reachable = failure.Kind == QubridErrorKind.JournalMiss ? null : isAnswer;
            check.Authenticated = failure.Kind == QubridErrorKind.Unauthorized ? false : null;
            check.Fail(ApiErrorRecord.From(failure, ResolvedConnection.BaseUri));
        }
    }

    // A test tells how things are now: a retry that mends them would hide it. Who asks for retries gets them.
    private CallOptions OneAttempt()
    {
        var settings = WithLimits(ResolvedConnection.Settings);
        return (IsBound(nameof(MaximumRetryCount)) ? settings : settings with { MaximumRetryCount = 0 }).ToCallOptions(Log);
    }
}
