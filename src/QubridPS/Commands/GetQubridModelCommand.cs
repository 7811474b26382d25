using Qubrid.Client;
using QubridPS.Completion;
using QubridPS.Errors;
using QubridPS.Input;

namespace QubridPS.Commands;

/// <summary>Lists the models that the key can use.</summary>
[Cmdlet(VerbsCommon.Get, "QubridModel", HelpUri = HelpPage.Folder + "Get-QubridModel.md")]
[OutputType(typeof(QubridModel))]
public sealed class GetQubridModelCommand : ModelListCommand
{
    /// <summary>Which models, by name or wildcard.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [Alias("Id", "Model")]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Asks the service also where its last answer is still known.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => Guard(() =>
    {
        ResolveConnection();
        try
        {
            Write(Refresh || ResolvedConnection.Models.Fresh is not { } known ? AskForModels(CallOptions()) : known);
        }
        catch (QubridApiException failure)
        {
            ThrowTerminatingError(ApiErrorRecord.From(failure, ResolvedConnection.BaseUri));
        }
    });

    private void Write(IReadOnlyList<QubridModel> models)
    {
        var written = new HashSet<QubridModel>();
        foreach (var name in Name)
        {
            var pattern = NamePattern.Of(name);
            var found = models.Where(model => pattern.IsMatch(model.Id)).ToList();
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteError(InputErrors.NoSuchModel(name).ErrorRecord);
            }

            WriteObject(found.Where(written.Add), enumerateCollection: true); // one that two names mean comes once
        }
    }
}
