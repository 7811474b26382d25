namespace Qubrid.Client.Models;

/// <summary>Returns a completion that exists already: its text as one update, and the final update.</summary>
internal sealed class CompletedChatCall : ChatCall
{
    internal CompletedChatCall(ChatCompletion completion) => Completion = completion;

    public override int ChunksReceived => 1;

    public override double ElapsedSeconds => 0;

    public override Task<ChatCompletion> CompleteAsync() => Task.FromResult(Completion!);

    public override ValueTask<bool> MoveNextAsync()
    {
        if (Current is { IsLast: true })
        {
            return new ValueTask<bool>(false);
        }

        Current = Current is null ? new ChatUpdate { Text = Completion!.Text, Role = ChatRoles.Assistant } : ChatUpdate.CreateFinal(Completion!);
        return new ValueTask<bool>(true);
    }
}
