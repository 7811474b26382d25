using System.Text;
using System.Text.Json;

namespace Qubrid.Client.StructuredOutput;

/// <summary>Finds the JSON in a model's answer, likeliest first: the whole text, a fenced block, a value in prose.</summary>
internal static class JsonExtractor
{
    private const string Fence = "```";
    private const string ThinkEndTag = "</think>";

    // A text of nothing but brackets shall not be read a hundred thousand times.
    private const int MaxCandidates = 1000;

    // Each bracket that is not closed is read to the end of the text.
    private const int MinBytesToRead = 1024 * 1024;

    private static readonly JsonReaderOptions s_lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

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

    // A reasoning model without a field for its thoughts puts them before the answer, drafts and all.
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
            // The first line of a block may name its language.
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
            length = -(int)reader.BytesConsumed; // what was read in vain
            return null;
        }
    }
}
