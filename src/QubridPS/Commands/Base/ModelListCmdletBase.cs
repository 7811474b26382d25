using Qubrid.Client;
using QubridPS.Common;

namespace QubridPS;

/// <summary>Base class of the cmdlets that request the list of models. The list is cached with the connection.</summary>
public abstract class ModelListCmdletBase : ConnectionCmdletBase
{
    private protected IReadOnlyList<QubridModel> RequestModels(CallOptions options)
    {
        try
        {
            var models = PipelineThread.Wait(ResolvedConnection.Client.GetModelsAsync(options, CancellationToken), () => Log.FlushTo(this), CancellationToken);
            ResolvedConnection.ModelCache.Set(models);
            return models;
        }
        finally
        {
            if (!CancellationToken.IsCancellationRequested)
            {
                Log.FlushTo(this);
            }
        }
    }
}
