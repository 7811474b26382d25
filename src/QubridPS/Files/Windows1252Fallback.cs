using System.Text;

namespace QubridPS.Files;

/// <summary>
/// Decodes the bytes that are not valid UTF-8 as Windows-1252, which contains Latin-1. It needs no second pass, and also reads logs in
/// which several programs write in different encodings.
/// </summary>
internal sealed class Windows1252Fallback : DecoderFallback
{
    private const string Characters0x80To0x9F =
        "\u20AC\uFFFD\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\uFFFD\u017D\uFFFD"
        + "\uFFFD\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\uFFFD\u017E\u0178";

    /// <summary>The longest invalid sequence of UTF-8 that is reported at once.</summary>
    public override int MaxCharCount => 4;

    /// <summary>Gets whether bytes were decoded as Windows-1252.</summary>
    internal bool IsUsed { get; private set; }

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(this);

    private static char ToCharacter(byte value) => value is >= 0x80 and < 0xA0 ? Characters0x80To0x9F[value - 0x80] : (char)value;

    private sealed class Buffer(Windows1252Fallback fallback) : DecoderFallbackBuffer
    {
        private byte[] _bytes = [];
        private int _next;

        public override int Remaining => _bytes.Length - _next;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            fallback.IsUsed = true;
            _bytes = (byte[])bytesUnknown.Clone();
            _next = 0;
            return _bytes.Length > 0;
        }

        public override char GetNextChar() => _next < _bytes.Length ? ToCharacter(_bytes[_next++]) : '\0';

        public override bool MovePrevious()
        {
            if (_next == 0)
            {
                return false;
            }

            _next--;
            return true;
        }

        public override void Reset()
        {
            _bytes = [];
            _next = 0;
        }
    }
}
