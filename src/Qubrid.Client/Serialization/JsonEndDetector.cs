namespace Qubrid.Client.Serialization;

/// <summary>Detects the end of the first object or array in JSON text that is received in chunks. Only brackets and strings are examined.</summary>
internal sealed class JsonEndDetector
{
    private int _depth;
    private bool _isInString;
    private bool _isEscaped;

    internal bool IsComplete { get; private set; }

    /// <summary>Adds a chunk, and returns whether the value is complete.</summary>
    internal bool Add(ReadOnlySpan<byte> chunk)
    {
        foreach (var value in chunk)
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
