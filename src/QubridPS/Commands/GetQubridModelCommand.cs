using Qubrid.Client;
using QubridPS.Commands;
using QubridPS.Common;
using QubridPS.Errors;

namespace QubridPS;

/// <summary>Lists the models that the key can use.</summary>
[Cmdlet(VerbsCommon.Get, "QubridModel", HelpUri = HelpUris.Base + "Get-QubridModel.md")]
[OutputType(typeof(QubridModel))]
public sealed class GetQubridModelCommand : ModelListCmdletBase
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
    protected override void EndProcessing() => InvokeWithErrorHandling(() =>
    {
        ResolveConnection();
        try
        {
            WriteMatches(Refresh || ResolvedConnection.ModelCache.Current is not { } cached ? RequestModels(CreateCallOptions()) : cached);
        }
        catch (QubridApiException failure)
        {
            ThrowTerminatingError(ApiErrorRecordFactory.Create(failure, ResolvedConnection.BaseUri));
        }
    });

    private void WriteMatches(IReadOnlyList<QubridModel> models)
    {
        var emitted = new HashSet<QubridModel>();
        foreach (var name in Name)
        {
            var pattern = Wildcards.Create(name);
            var hasMatch = models.Where(model => pattern.IsMatch(model.Id)).ToList();
            if (hasMatch.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteError(InputErrors.ModelNotFound(name).ErrorRecord);
            }

            WriteObject(hasMatch.Where(emitted.Add), enumerateCollection: true); // one that two names mean comes once
        }
    }
}
