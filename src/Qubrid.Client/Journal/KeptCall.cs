namespace Qubrid.Client.Journal;

/// <summary>A call that the journal answers: nothing is sent, and nothing is waited for.</summary>
internal sealed class KeptCall : ChatCall
{
    private readonly KeptAnswer _answer;
    private int _next;

    internal KeptCall(KeptAnswer answer)
    {
        _answer = answer;
        Completion = answer.Completion;
    }

    public override int PiecesReceived => _answer.Updates.Count;

    public override double ElapsedSeconds => 0;

    public override Task<ChatCompletion> CompleteAsync() => Task.FromResult(_answer.Completion);

    public override ValueTask<bool> MoveNextAsync()
    {
        if (Current is { IsLast: true })
        {
            return new ValueTask<bool>(false);
        }

        Current = _next < _answer.Updates.Count ? _answer.Updates[_next++] : ChatUpdate.Last(_answer.Completion);
        return new ValueTask<bool>(true);
    }
}
