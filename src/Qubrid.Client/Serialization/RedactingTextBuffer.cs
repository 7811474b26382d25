using System.Text.Json;
using Qubrid.Client.Security;

namespace Qubrid.Client.Serialization;

/// <summary>Text that grows by JSON strings, without a string for each piece. The key is struck out of it, in whatever pieces it came.</summary>
internal sealed class RedactingTextBuffer(KeyRedactor redactor)
{
    private char[] _chars = []; // there may be a million empty ones
    private int _emitted;

    // What stands behind this may be the beginning of the key: it is held back until more comes, or nothing more does.
    private int _redactedUpTo;

    // The length before the current chunk.
    private int _chunkStart;

    internal int Length { get; private set; }

    /// <summary>Gets the text, valid until it changes.</summary>
    internal ReadOnlySpan<char> Text => _chars.AsSpan(0, Length);

    internal bool IsBlank => Text.IsWhiteSpace();

    /// <summary>Gets or sets whether the text is that of complete messages, not of deltas.</summary>
    internal bool IsSummary { get; set; }

    /// <summary>Gets or sets whether the text is that of <c>choices[].text</c>.</summary>
    internal bool IsLegacy { get; set; }

    /// <summary>Grows with each piece, also where what is struck out makes the text shorter.</summary>
    internal int ChunkCount { get; private set; }

    // Half a character is held back until its other half comes, or nothing more does: alone it cannot be shown.
    private bool EndsWithHighSurrogate => Length > 0 && char.IsHighSurrogate(_chars[Length - 1]);

    internal void Append(ref Utf8JsonReader reader)
    {
        // A UTF-8 byte, or an escape, never makes more than one UTF-16 unit.
        var max = reader.ValueSpan.Length;
        Reserve(max);
        try
        {
            Length += reader.CopyString(_chars.AsSpan(Length));
        }
        catch (InvalidOperationException)
        {
            Append(LenientStringDecoder.Decode(reader.ValueSpan));
        }

        ChunkCount++;
        RedactKey();
    }

    internal void AppendText(string text)
    {
        Reserve(text.Length);
        Append(text);
        ChunkCount++;
        RedactKey();
    }

    internal void BeginChunk() => _chunkStart = Length;

    /// <summary>Removes what was added since <see cref="BeginChunk"/>. Nothing of it has been taken: updates are taken between chunks.</summary>
    internal void UndoChunk()
    {
        Length = Math.Min(Length, _chunkStart);
        _redactedUpTo = Math.Min(_redactedUpTo, Length);
    }

    internal bool HasPending(bool isFinal) => EmittableLength(isFinal) > _emitted;

    /// <summary>What came since the last call, or null.</summary>
    internal string? TakePending(bool isFinal)
    {
        if (!HasPending(isFinal))
        {
            return null;
        }

        var text = new string(_chars, _emitted, EmittableLength(isFinal) - _emitted);
        _emitted += text.Length;
        return text;
    }

    public override string ToString() => new(_chars, 0, Length);

    private int EmittableLength(bool isFinal) =>
        isFinal ? Length : redactor.IsTelling(PendingSpan()) ? _redactedUpTo : EndsWithHighSurrogate ? Length - 1 : Length;

    private void RedactKey()
    {
        if (redactor.IsContainedIn(PendingSpan()))
        {
            // What was taken already cannot be changed any more.
            var emitted = Math.Max(_emitted - _redactedUpTo, 0);
            var redacted = redactor.RedactAfter(new string(_chars, _redactedUpTo, Length - _redactedUpTo), emitted);
            Length = _redactedUpTo + emitted;
            Reserve(redacted.Length);
            Append(redacted);
        }

        _redactedUpTo = Length - redactor.GetPartialMatchLength(PendingSpan());
    }

    private ReadOnlySpan<char> PendingSpan() => _chars.AsSpan(_redactedUpTo, Length - _redactedUpTo);

    private void Reserve(int additionalLength)
    {
        if (_chars.Length - Length < additionalLength)
        {
            Array.Resize(ref _chars, Math.Max(Math.Max(_chars.Length * 2, 32), Length + additionalLength));
        }
    }

    private void Append(string text)
    {
        text.CopyTo(0, _chars, Length, text.Length);
        Length += text.Length;
    }
}
