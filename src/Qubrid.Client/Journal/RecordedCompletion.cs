namespace Qubrid.Client.Journal;

/// <summary>An answer as a journal holds it, with the updates that it came in.</summary>
internal sealed record RecordedCompletion(ChatCompletion Completion, IReadOnlyList<ChatUpdate> Updates);
