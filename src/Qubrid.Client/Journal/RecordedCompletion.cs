namespace Qubrid.Client.Journal;

/// <summary>Represents a completion from a journal, and the updates in which it was received.</summary>
internal sealed record RecordedCompletion(ChatCompletion Completion, IReadOnlyList<ChatUpdate> Updates);
