using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Errors;

namespace QubridPS;

/// <summary>Gets the models that are available to the API key.</summary>
[Cmdlet(VerbsCommon.Get, "QubridModel", HelpUri = HelpUriBase + "Get-QubridModel.md")]
[OutputType(typeof(QubridModel))]
public sealed class GetQubridModelCommand : ModelListCmdletBase
{
    /// <summary>Specifies the names of the models. Wildcards are permitted. By default, all models are returned.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [Alias("Id", "Model")]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Indicates that the cached model list is ignored. By default, the list is cached for five minutes.</summary>
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
            ThrowTerminatingError(ApiErrorRecordFactory.Create(failure, ResolvedConnection.BaseUri, GetType()));
        }
    });

    private void WriteMatches(IReadOnlyList<QubridModel> models)
    {
        var emitted = new HashSet<QubridModel>();
        foreach (var name in Name)
        {
            var pattern = Wildcards.Create(name, nameof(Name));
            var matches = models.Where(model => pattern.IsMatch(model.Id)).ToList();
            if (matches.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteError(ConnectionErrors.ModelNotFound(name).ErrorRecord);
            }

            WriteObject(matches.Where(emitted.Add), enumerateCollection: true); // a model that matches several names is written once
        }
    }
}
