using Qubrid.Client;
using QubridPS.Schemas;

namespace QubridPS.Execution;

/// <summary>Writes completions as the output of the cmdlet, on the pipeline thread.</summary>
internal sealed class ResultWriter(Cmdlet cmdlet, IOutputMode output, SchemaBinding? schema)
{
    /// <summary>Gets whether only the structured data of a completion is written.</summary>
    internal bool DataOnly { get; init; }

    /// <summary>Gets the schema of the responses; null if there is none.</summary>
    internal SchemaBinding? Schema => schema;

    /// <summary>Writes the completion of a request, with its input object and structured data.</summary>
    internal void Write(ChatCompletion completion, ChatWorkItem workItem)
    {
        completion.InputObject = workItem.InputObject;
        schema?.PopulateData(completion);
        if (DataOnly)
        {
            cmdlet.WriteObject(completion.Data, enumerateCollection: true);
        }
        else
        {
            cmdlet.WriteObject(output.ToOutput(completion));
        }
    }
}
