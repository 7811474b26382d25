using System.Text.Json;

namespace Qubrid.Client.Wire;

/// <summary>Text that grows by JSON strings, without a string for each piece. The key is struck out of it, in whatever pieces it came.</summary>
internal sealed class TextBuffer(KeyStriker key)
{
    // Fewer characters that begin as the key does end many a word, and tell nothing of it: they are shown at once.
    private const int FewestHeld = 4;

    private char[] _chars = new char[256];
    private int _taken;

    // What stands behind this may be the beginning of the key: it is held back until more comes, or nothing more does.
    private int _decided;

    // The length before the current chunk.
    private int _chunkStart;

    internal int Length { get; private set; }

    /// <summary>Gets or sets whether the text is that of complete messages, not of deltas.</summary>
    internal bool IsSummary { get; set; }

    /// <summary>Gets or sets whether the text is that of <c>choices[].text</c>.</summary>
    internal bool IsLegacy { get; set; }

    /// <summary>Grows with each piece, also where what is struck out makes the text shorter.</summary>
    internal int Pieces { get; private set; }

    // Half a character is held back until its other half comes, or nothing more does: alone it cannot be shown.
    private bool EndsInHalf => Length > 0 && char.IsHighSurrogate(_chars[Length - 1]);

    internal void Append(ref Utf8JsonReader reader)
    {
        // A UTF-8 byte, or an escape, never makes more than one UTF-16 unit.
        var most = reader.ValueSpan.Length;
        Reserve(most);
        try
        {
            Length += reader.CopyString(_chars.AsSpan(Length));
        }
        catch (InvalidOperationException)
        {
            Append(LenientText.Decode(reader.ValueSpan));
        }

        Pieces++;
        StrikeOutKey();
    }

    internal void AppendText(string text)
    {
        Reserve(text.Length);
        Append(text);
        Pieces++;
        StrikeOutKey();
    }

    internal void BeginChunk() => _chunkStart = Length;

    /// <summary>Removes what was added since <see cref="BeginChunk"/>. Nothing of it has been taken: updates are taken between chunks.</summary>
    internal void UndoChunk()
    {
        Length = Math.Min(Length, _chunkStart);
        _decided = Math.Min(_decided, Length);
    }

    internal bool HasNew(bool isWhole) => ReadyLength(isWhole) > _taken;

    /// <summary>What came since the last call, or null.</summary>
    internal string? TakeNew(bool isWhole)
    {
        if (!HasNew(isWhole))
        {
            return null;
        }

        var text = new string(_chars, _taken, ReadyLength(isWhole) - _taken);
        _taken += text.Length;
        return text;
    }

    public override string ToString() => new(_chars, 0, Length);

    private int ReadyLength(bool isWhole) =>
        isWhole ? Length : Length - _decided >= FewestHeld ? _decided : EndsInHalf ? Length - 1 : Length;

    private void StrikeOutKey()
    {
        if (key.IsIn(Undecided()))
        {
            // What was taken already cannot be changed any more.
            var taken = Math.Max(_taken - _decided, 0);
            var struck = key.StrikeOutBehind(new string(_chars, _decided, Length - _decided), taken);
            Length = _decided + taken;
            Reserve(struck.Length);
            Append(struck);
        }

        _decided = Length - key.CountUndecided(Undecided());
    }

    private ReadOnlySpan<char> Undecided() => _chars.AsSpan(_decided, Length - _decided);

    private void Reserve(int more)
    {
        if (_chars.Length - Length < more)
        {
            Array.Resize(ref _chars, Math.Max(_chars.Length * 2, Length + more));
        }
    }

    private void Append(string text)
    {
        text.CopyTo(0, _chars, Length, text.Length);
        Length += text.Length;
    }
}
