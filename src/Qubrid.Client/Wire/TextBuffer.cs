using System.Text.Json;

namespace Qubrid.Client.Wire;

/// <summary>Text that grows by JSON strings, without a string for each piece.</summary>
internal sealed class TextBuffer
{
    private char[] _chars = new char[256];
    private int _taken;

    internal int Length { get; private set; }

    // Half a character is held back until its other half comes, or nothing more does: alone it cannot be shown.
    private bool EndsInHalf => Length > 0 && char.IsHighSurrogate(_chars[Length - 1]);

    internal void Append(ref Utf8JsonReader reader)
    {
        // A UTF-8 byte, or an escape, never makes more than one UTF-16 unit.
        var most = reader.ValueSpan.Length;
        if (_chars.Length - Length < most)
        {
            Array.Resize(ref _chars, Math.Max(_chars.Length * 2, Length + most));
        }

        try
        {
            Length += reader.CopyString(_chars.AsSpan(Length));
        }
        catch (InvalidOperationException)
        {
            var text = LenientText.Decode(reader.ValueSpan);
            text.CopyTo(0, _chars, Length, text.Length);
            Length += text.Length;
        }
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

    private int ReadyLength(bool isWhole) => EndsInHalf && !isWhole ? Length - 1 : Length;

    public override string ToString() => new(_chars, 0, Length);
}
