using System.Text;
using Qubrid.Client.Redaction;

namespace Qubrid.Client;

/// <summary>
/// Restores values in a text that arrives in pieces. Only an end that may be the beginning of an existing placeholder is held back. Not
/// thread-safe.
/// </summary>
public sealed class PlaceholderRestorer
{
    private readonly PlaceholderMap _placeholders;
    private readonly bool _isJson;
    private string _heldBack = "";

    internal PlaceholderRestorer(PlaceholderMap placeholders, bool isJson) => (_placeholders, _isJson) = (placeholders, isJson);

    /// <summary>
    /// Returns the text that is complete after a piece, with the values of its placeholders. It is empty if the whole piece is held back.
    /// </summary>
    public string Add(string piece)
    {
        var text = _heldBack.Length == 0 ? piece : _heldBack + piece;
        var start = FindBeginning(text);
        _heldBack = text.Substring(start);
        return Replace(start == text.Length ? text : text.Substring(0, start));
    }

    /// <summary>Returns the text that was held back. Call it at the end.</summary>
    public string Flush()
    {
        var text = _heldBack;
        _heldBack = "";
        return text;
    }

    // The index of an unfinished placeholder at the end, or the length of the text.
    private int FindBeginning(string text)
    {
        var start = text.LastIndexOf('[');
        return start >= 0 && _placeholders.IsRestoredPrefix(text.Substring(start)) ? start : text.Length;
    }

    private string Replace(string text)
    {
        StringBuilder? output = null;
        var end = 0;
        foreach (var (start, placeholder) in Placeholder.FindAll(text))
        {
            if (_placeholders.TryRestore(placeholder) is { } value)
            {
                output ??= new StringBuilder(text.Length);
                output.Append(text, end, start - end).Append(_isJson ? JsonTextRewriter.Escape(value) : value);
                end = start + placeholder.Length;
            }
        }

        return output is null ? text : output.Append(text, end, text.Length - end).ToString();
    }
}
