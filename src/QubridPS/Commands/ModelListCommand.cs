using Qubrid.Client;
using QubridPS.Execution;

namespace QubridPS.Commands;

/// <summary>A cmdlet that asks which models there are. What it is told is kept with the connection.</summary>
public abstract class ModelListCommand : ConnectedCommand
{
    private protected IReadOnlyList<QubridModel> AskForModels(CallOptions options)
    {
        try
        {
            var models = PipelineWait.For(ResolvedConnection.Client.GetModelsAsync(options, StopToken), () => Log.WriteTo(this), StopToken);
            ResolvedConnection.Models.Keep(models);
            return models;
        }
        finally
        {
            if (!StopToken.IsCancellationRequested)
            {
                Log.WriteTo(this);
            }
        }
    }
}
