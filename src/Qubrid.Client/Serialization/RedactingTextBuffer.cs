using System.Text.Json;
using Qubrid.Client.Security;

namespace Qubrid.Client.Serialization;

/// <summary>Collects text from JSON strings without allocating a string for each chunk. The key is redacted, also if it is split between chunks.</summary>
internal sealed class RedactingTextBuffer(KeyRedactor redactor)
{
    private char[] _chars = []; // a response can contain a million empty texts
    private int _emitted;

    // The text after this offset may be the start of the key. It is held back until more text or the end is received.
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

    /// <summary>Gets the number of chunks that were appended. It never decreases, also if redaction shortens the text.</summary>
    internal int ChunkCount { get; private set; }

    // A high surrogate is held back until its pair or the end is received.
    private bool EndsWithHighSurrogate => Length > 0 && char.IsHighSurrogate(_chars[Length - 1]);

    /// <summary>Appends the JSON string at the reader's position.</summary>
    internal void Append(ref Utf8JsonReader reader)
    {
        // A UTF-8 byte or an escape sequence is at most one UTF-16 code unit.
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

    /// <summary>Appends text as one chunk.</summary>
    internal void AppendText(string text)
    {
        Reserve(text.Length);
        Append(text);
        ChunkCount++;
        RedactKey();
    }

    /// <summary>Marks the state that <see cref="UndoChunk"/> restores.</summary>
    internal void BeginChunk() => _chunkStart = Length;

    /// <summary>Removes the text since <see cref="BeginChunk"/>. It was not emitted yet, because updates are taken between chunks.</summary>
    internal void UndoChunk()
    {
        Length = Math.Min(Length, _chunkStart);
        _redactedUpTo = Math.Min(_redactedUpTo, Length);
    }

    /// <summary>Returns whether there is text to emit. If <paramref name="isFinal"/>, nothing is held back.</summary>
    internal bool HasPending(bool isFinal) => EmittableLength(isFinal) > _emitted;

    /// <summary>Returns the text since the last call, or null if there is none.</summary>
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
        isFinal ? Length : redactor.IsRecognizable(PendingSpan()) ? _redactedUpTo : EndsWithHighSurrogate ? Length - 1 : Length;

    private void RedactKey()
    {
        if (redactor.IsContainedIn(PendingSpan()))
        {
            // Text that was already emitted cannot be redacted any more.
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
