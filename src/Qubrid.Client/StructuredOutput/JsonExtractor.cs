using System.Text;
using System.Text.Json;

namespace Qubrid.Client.StructuredOutput;

/// <summary>Finds JSON in the text of a model, the most likely candidates first: the whole text, fenced code blocks, values in prose.</summary>
internal static class JsonExtractor
{
    private const string Fence = "```";
    private const string ThinkEndTag = "</think>";

    // Limits the parse attempts for text that consists of brackets.
    private const int MaxCandidates = 1000;

    // Limits the total time, because each bracket that is not closed is read to the end of the text.
    private const int MinBytesToRead = 1024 * 1024;

    private static readonly JsonReaderOptions s_lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Returns the values that start with the given bracket.</summary>
    internal static IEnumerable<JsonElement> FindCandidates(string text, char opening)
    {
        var stripped = StripReasoning(text);
        if (Read(Encoding.UTF8.GetBytes(stripped.Trim()), requireEnd: true, out _) is { } complete)
        {
            yield return complete;
            yield break;
        }

        foreach (var block in FindFencedBlocks(stripped))
        {
            if (Read(Encoding.UTF8.GetBytes(block.Trim()), requireEnd: true, out _) is { } fenced)
            {
                yield return fenced;
            }
        }

        foreach (var value in FindEmbedded(Encoding.UTF8.GetBytes(stripped), (byte)opening))
        {
            yield return value;
        }
    }

    // Without a field for reasoning, models put it before the text, between tags. It may contain drafts of the JSON.
    private static string StripReasoning(string text)
    {
        var end = text.LastIndexOf(ThinkEndTag, StringComparison.Ordinal);
        return end < 0 ? text : text.Substring(end + ThinkEndTag.Length);
    }

    private static IEnumerable<string> FindFencedBlocks(string text)
    {
        var parts = text.Split([Fence], StringSplitOptions.None);
        for (var index = 1; index < parts.Length; index += 2)
        {
            // The first line of a block may specify its language.
            var lineEnd = parts[index].IndexOf('\n');
            yield return lineEnd < 0 ? parts[index] : parts[index].Substring(lineEnd + 1);
        }
    }

    private static IEnumerable<JsonElement> FindEmbedded(byte[] text, byte opening)
    {
        var start = Array.IndexOf(text, opening);
        var bytesToRead = MinBytesToRead + (4L * text.Length);
        for (var candidates = 0; start >= 0 && candidates < MaxCandidates && bytesToRead > 0; candidates++)
        {
            if (Read(text.AsSpan(start), requireEnd: false, out var length) is { } value)
            {
                yield return value;
            }

            bytesToRead -= Math.Abs(length);
            var next = start + Math.Max(1, length);
            start = next < text.Length ? Array.IndexOf(text, opening, next) : -1;
        }
    }

    private static JsonElement? Read(ReadOnlySpan<byte> text, bool requireEnd, out int length)
    {
        var reader = new Utf8JsonReader(text, s_lenient);
        length = 0;
        try
        {
            reader.Read();
            reader.Skip();
            length = (int)reader.BytesConsumed;
            if (requireEnd && reader.Read())
            {
                return null;
            }

            reader = new Utf8JsonReader(text, s_lenient);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            length = -(int)reader.BytesConsumed; // the bytes that were read without a result
            return null;
        }
    }
}
