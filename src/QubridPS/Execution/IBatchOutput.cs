using Qubrid.Client;

namespace QubridPS.Execution;

/// <summary>Receives the results of parallel requests in input order, on the pipeline thread.</summary>
internal interface IBatchOutput
{
    /// <summary>Receives the completion of a request.</summary>
    void Write(ChatCompletion completion, ChatWorkItem workItem);

    /// <summary>Receives the failure of a request.</summary>
    void WriteFailure(QubridApiException failure, ChatWorkItem workItem);
}
