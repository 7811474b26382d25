namespace Qubrid.Client.Serialization;

/// <summary>Finds the end of a JSON object in growing text. Each character is examined once, unless the text has become shorter.</summary>
internal sealed class JsonObjectEnd
{
    private int _position;
    private int _depth;
    private bool _isInString;
    private bool _isEscaped;
    private bool _isComplete;

    /// <summary>Returns whether the text is an object with all brackets closed, followed only by white space.</summary>
    internal bool IsComplete(ReadOnlySpan<char> text)
    {
        if (text.Length < _position)
        {
            (_position, _depth, _isInString, _isEscaped, _isComplete) = (0, 0, false, false, false);
        }

        for (; _position < text.Length; _position++)
        {
            Add(text[_position]);
        }

        return _isComplete;
    }

    private void Add(char character)
    {
        if (_isEscaped)
        {
            _isEscaped = false;
        }
        else if (_isInString)
        {
            _isEscaped = character == '\\';
            _isInString = character != '"';
        }
        else if (!char.IsWhiteSpace(character))
        {
            _isInString = character == '"';
            _depth += character switch
            {
                '{' or '[' => 1,
                '}' or ']' => -1,
                _ => 0,
            };
            _isComplete = _depth == 0 && character == '}'; // text after the end makes it invalid
        }
    }
}
