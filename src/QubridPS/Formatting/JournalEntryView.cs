using System.Globalization;
using Qubrid.Client;
using QubridPS.Common;

namespace QubridPS.Formatting;

/// <summary>Formats journal entries for display, live or deserialized.</summary>
internal static class JournalEntryView
{
    // More than a row of a table shows.
    private const int MaxPromptLength = 500;

    /// <summary>Returns the time in UTC, or null if it is unknown.</summary>
    internal static string? FormatTime(PSObject entry) => PSObjectReader.GetValue(entry, nameof(JournalEntry.Time)) is IFormattable time
        ? time.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        : null;

    /// <summary>Returns the beginning of the prompt, because a prompt with data can be very long.</summary>
    internal static string ShortenPrompt(PSObject entry) =>
        TextExcerpt.Truncate(PSObjectReader.GetString(entry, nameof(JournalEntry.Prompt)) ?? "", MaxPromptLength);
}
