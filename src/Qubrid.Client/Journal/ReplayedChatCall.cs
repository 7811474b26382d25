namespace Qubrid.Client.Journal;

/// <summary>Replays a recorded completion. Nothing is sent.</summary>
internal sealed class ReplayedChatCall : ChatCall
{
    private readonly RecordedCompletion _recorded;
    private int _nextIndex;

    internal ReplayedChatCall(RecordedCompletion recorded)
    {
        _recorded = recorded;
        Completion = recorded.Completion;
    }

    public override int ChunksReceived => _recorded.Updates.Count;

    public override double ElapsedSeconds => 0;

    public override Task<ChatCompletion> CompleteAsync() => Task.FromResult(_recorded.Completion);

    public override ValueTask<bool> MoveNextAsync()
    {
        if (Current is { IsLast: true })
        {
            return new ValueTask<bool>(false);
        }

        Current = _nextIndex < _recorded.Updates.Count ? _recorded.Updates[_nextIndex++] : ChatUpdate.CreateFinal(_recorded.Completion);
        return new ValueTask<bool>(true);
    }
}
