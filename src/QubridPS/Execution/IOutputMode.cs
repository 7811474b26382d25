using Qubrid.Client;

namespace QubridPS.Execution;

/// <summary>Reads a response and determines what is written while it arrives and when it is complete.</summary>
internal interface IOutputMode
{
    /// <summary>Reads the call to its end, on the pipeline thread, and returns the completion.</summary>
    ChatCompletion Read(ChatCall call, ChatWorkItem workItem);

    /// <summary>Returns the output object of a completed request.</summary>
    object ToOutput(ChatCompletion completion);
}
