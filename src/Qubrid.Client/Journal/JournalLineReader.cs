using System.Text.Json;

namespace Qubrid.Client.Journal;

/// <summary>Reads what a line of a journal is, before anything of it is used: anyone who can write to the file can change a line.</summary>
internal static class JournalLineReader
{
    /// <summary>Reads the kind of a line, and the hash of its request where the line is an entry.</summary>
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
            // kind says how far it could be read
        }

        return kind;
    }

    /// <summary>Returns whether an exception means that JSON, or a string in it, is not valid.</summary>
    internal static bool IsInvalidText(Exception error) => error is JsonException or InvalidOperationException or FormatException or ArgumentException or OverflowException;
}
