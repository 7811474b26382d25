using Qubrid.Client;

namespace QubridPS.Common;

/// <summary>Finds the completion of a journal entry, which all cmdlets accept in place of the completion.</summary>
internal static class JournalEntryCompletion
{
    /// <summary>Returns the completion of a journal entry, live or deserialized, or null if the object is not a journal entry.</summary>
    internal static PSObject? Find(PSObject source) =>
        PSObjectReader.IsTypeOrDeserialized(source, typeof(JournalEntry))
        && PSObjectReader.GetValue(source, nameof(JournalEntry.Completion)) is { } completion
            ? PSObject.AsPSObject(completion)
            : null;
}
