namespace Qubrid.Client.Models;

/// <summary>Receives the updates of a call, also when the caller reads only the completion.</summary>
internal interface IUpdateObserver
{
    /// <summary>Called before each HTTP attempt. The updates of an earlier attempt are no longer part of the response.</summary>
    void OnAttemptStarted();

    /// <summary>Called for each update except the final one, in order.</summary>
    void OnUpdate(ChatUpdate update);
}
