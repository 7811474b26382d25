using Qubrid.Client;
using QubridPS.Common;

namespace QubridPS;

/// <summary>A cmdlet that asks which models there are. What it is told is kept with the connection.</summary>
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
