using Qubrid.Client;
using QubridPS.Errors;
using QubridPS.Execution;

namespace QubridPS.Commands;

/// <summary>Lists the models that the key can use.</summary>
[Cmdlet(VerbsCommon.Get, "QubridModel")]
[OutputType(typeof(QubridModel))]
public sealed class GetQubridModelCommand : ConnectedCommand
{
    /// <summary>Which models, by name or wildcard.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [Alias("Id", "Model")]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void EndProcessing() => Guard(() =>
    {
        ResolveConnection();
        try
        {
            Write(PipelineWait.For(ResolvedConnection.Client.GetModelsAsync(CallOptions(), StopToken), () => Log.WriteTo(this), StopToken));
        }
        catch (QubridApiException failure)
        {
            ThrowTerminatingError(ApiErrorRecord.From(failure, ResolvedConnection.BaseUri));
        }
        finally
        {
            if (!StopToken.IsCancellationRequested)
            {
                Log.WriteTo(this);
            }
        }
    });

    private void Write(IReadOnlyList<QubridModel> models)
    {
        foreach (var name in Name)
        {
            var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
            var found = models.Where(model => pattern.IsMatch(model.Id)).ToList();
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteError(InputErrors.NoSuchModel(name).ErrorRecord);
            }

            WriteObject(found, enumerateCollection: true);
        }
    }
}
