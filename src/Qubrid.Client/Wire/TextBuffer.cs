using System.Text.Json;

namespace Qubrid.Client.Wire;

/// <summary>Text that grows by JSON strings, without a string for each piece.</summary>
internal sealed class TextBuffer
{
    private char[] _chars = new char[256];
    private int _taken;

    internal int Length { get; private set; }

    internal bool HasNew => Length > _taken;

    internal void Append(ref Utf8JsonReader reader)
    {
        // A UTF-8 byte, or an escape, never makes more than one UTF-16 unit.
        var most = reader.ValueSpan.Length;
        if (_chars.Length - Length < most)
        {
            Array.Resize(ref _chars, Math.Max(_chars.Length * 2, Length + most));
        }

        Length += reader.CopyString(_chars.AsSpan(Length));
    }

    /// <summary>What came since the last call, or null.</summary>
    internal string? TakeNew()
    {
        if (!HasNew)
        {
            return null;
        }

        var text = new string(_chars, _taken, Length - _taken);
        _taken = Length;
        return text;
    }

    public override string ToString() => new(_chars, 0, Length);
}
