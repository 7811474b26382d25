using System.Text.Json;

namespace Qubrid.Client.Journal;

/// <summary>Checks the lines of a journal before they are used, because everyone who can write to the file can change them.</summary>
internal static class JournalLineReader
{
    /// <summary>Returns the kind of a line and, for an entry, the hash of its request.</summary>
    internal static JournalLineKind Read(ReadOnlyMemory<byte> line, out string hash)
    {
        hash = "";
        var kind = JournalLineKind.Other;
        try
        {
            using var document = JsonDocument.Parse(line, JournalEntrySerializer.ReadOptions);
            var entry = document.RootElement;
            if (entry.ValueKind != JsonValueKind.Object
                || !entry.TryGetProperty("hash", out var recordedHash) || !entry.TryGetProperty("request", out var request) || !entry.TryGetProperty("response", out var response))
            {
                return kind;
            }

            kind = JournalLineKind.Damaged;
            if (recordedHash.ValueKind == JsonValueKind.String && request.ValueKind == JsonValueKind.Object
                && RecordedResponseValidator.IsTextOrAbsent(entry, "request_id") && RecordedResponseValidator.IsValid(response)
                && recordedHash.GetString() == CanonicalJson.Hash(request))
            {
                hash = recordedHash.GetString()!;
                kind = JournalLineKind.Entry;
            }
        }
        catch (Exception error) when (IsInvalidText(error))
        {
            // The kind that was determined so far is returned.
        }

        return kind;
    }

    /// <summary>Returns whether the exception reports invalid JSON, or an invalid string in it.</summary>
    internal static bool IsInvalidText(Exception error) => error is JsonException or InvalidOperationException or FormatException or ArgumentException or OverflowException;
}
