namespace Qubrid.Client.Serialization;

/// <summary>Finds the end of the first object or array in JSON text that comes in pieces. Knows brackets and strings, and nothing else of JSON.</summary>
internal sealed class JsonEnd
{
    private int _depth;
    private bool _isInString;
    private bool _isEscaped;

    internal bool IsComplete { get; private set; }

    /// <summary>Adds a piece, and returns whether the value is complete with it.</summary>
    internal bool Add(ReadOnlySpan<byte> piece)
    {
        foreach (var value in piece)
        {
            if (_isEscaped)
            {
                _isEscaped = false;
            }
            else if (_isInString)
            {
                _isEscaped = value == '\\';
                _isInString = value != '"';
            }
            else if (value == '"')
            {
                _isInString = true;
            }
            else if (value is (byte)'{' or (byte)'[')
            {
                _depth++;
            }
            else if (value is (byte)'}' or (byte)']' && --_depth == 0)
            {
                IsComplete = true;
            }
        }

        return IsComplete;
    }
}
