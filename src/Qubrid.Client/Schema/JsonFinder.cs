using System.Text;
using System.Text.Json;

namespace Qubrid.Client.Schema;

/// <summary>Finds the JSON in a model's answer, likeliest first: the whole text, a fenced block, a value in prose.</summary>
internal static class JsonFinder
{
    private const string Fence = "```";
    private const string EndOfThought = "</think>";

    // A text of nothing but brackets shall not be read a hundred thousand times.
    private const int MostTries = 1000;

    private static readonly JsonReaderOptions s_lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    internal static IEnumerable<JsonElement> Find(string answer, char opening)
    {
        var text = WithoutThought(answer);
        if (Read(Encoding.UTF8.GetBytes(text.Trim()), wholly: true, out _) is { } whole)
        {
            yield return whole;
            yield break;
        }

        foreach (var block in FencedBlocks(text))
        {
            if (Read(Encoding.UTF8.GetBytes(block.Trim()), wholly: true, out _) is { } fenced)
            {
                yield return fenced;
            }
        }

        foreach (var value in InProse(Encoding.UTF8.GetBytes(text), (byte)opening))
        {
            yield return value;
        }
    }

    // A reasoning model without a field for its thoughts puts them before the answer, drafts and all.
    private static string WithoutThought(string text)
    {
        var end = text.LastIndexOf(EndOfThought, StringComparison.Ordinal);
        return end < 0 ? text : text.Substring(end + EndOfThought.Length);
    }

    private static IEnumerable<string> FencedBlocks(string text)
    {
        var parts = text.Split([Fence], StringSplitOptions.None);
        for (var place = 1; place < parts.Length; place += 2)
        {
            // The first line of a block may name its language.
            var lineEnd = parts[place].IndexOf('\n');
            yield return lineEnd < 0 ? parts[place] : parts[place].Substring(lineEnd + 1);
        }
    }

    private static IEnumerable<JsonElement> InProse(byte[] text, byte opening)
    {
        var start = Array.IndexOf(text, opening);
        for (var tries = 0; start >= 0 && tries < MostTries; tries++)
        {
            if (Read(text.AsSpan(start), wholly: false, out var length) is { } value)
            {
                yield return value;
            }

            var next = start + Math.Max(1, length);
            start = next < text.Length ? Array.IndexOf(text, opening, next) : -1;
        }
    }

    private static JsonElement? Read(ReadOnlySpan<byte> text, bool wholly, out int length)
    {
        length = 0;
        try
        {
            var reader = new Utf8JsonReader(text, s_lenient);
            using var document = JsonDocument.ParseValue(ref reader);
            length = (int)reader.BytesConsumed;
            return wholly && reader.Read() ? null : document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
