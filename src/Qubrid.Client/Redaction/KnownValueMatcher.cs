namespace Qubrid.Client.Redaction;

/// <summary>
/// Finds known values also where nothing shows what they are, such as a password that is repeated in a sentence. Reads each character once,
/// whatever
/// the number of values (the algorithm of Aho and Corasick).
/// </summary>
internal sealed class KnownValueMatcher
{
    // Shorter values are found only as words of their own, and very short ones are parts of ordinary text.
    private const int MinLength = 3;
    private const int MinLengthInsideWord = 8;

    // Longer values are not repeated without their context.
    private const int MaxLength = 4096;

    // Values that end at the same position are nested. More than a few of them do not occur in practice.
    private const int MaxNested = 8;

    private readonly List<Node> _nodes = [new()];
    private readonly Dictionary<long, int> _next = [];
    private bool[]? _isFirstCharacter;
    private bool _isLinked;

    /// <summary>Adds a value with its placeholder.</summary>
    internal void Add(string value, string placeholder)
    {
        if (value.Length is < MinLength or > MaxLength)
        {
            return;
        }

        var node = 0;
        foreach (var character in value)
        {
            if (!_next.TryGetValue(ToKey(node, character), out var child))
            {
                child = _nodes.Count;
                _next[ToKey(node, character)] = child;
                _nodes.Add(new Node { Parent = node, Character = character });
            }

            node = child;
        }

        (_nodes[node].Placeholder, _nodes[node].Length) = (placeholder, value.Length);
        (_isFirstCharacter ??= new bool[char.MaxValue + 1])[value[0]] = true;
        _isLinked = false;
    }

    /// <summary>Returns the known values in the text with their placeholders, of nested ones the longest.</summary>
    internal IEnumerable<(int Start, int Length, string Placeholder)> Find(string text)
    {
        if (_isFirstCharacter is null)
        {
            yield break;
        }

        Link();
        var node = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (node == 0 && !_isFirstCharacter[text[i]])
            {
                continue;
            }

            node = Step(node, text[i]);
            var (end, count) = (node, 0);
            for (var output = _nodes[end].Placeholder is null ? _nodes[end].Output : end; output > 0 && count < MaxNested; output = _nodes[output].Output, count++)
            {
                var (start, length) = (i + 1 - _nodes[output].Length, _nodes[output].Length);
                if (length >= MinLengthInsideWord || IsWord(text, start, length))
                {
                    yield return (start, length, _nodes[output].Placeholder!);
                    break;
                }
            }
        }
    }

    private static bool IsWord(string text, int start, int length) =>
        !(char.IsLetterOrDigit(text[start]) && start > 0 && char.IsLetterOrDigit(text[start - 1]))
        && !(char.IsLetterOrDigit(text[start + length - 1]) && start + length < text.Length && char.IsLetterOrDigit(text[start + length]));

    private static long ToKey(int node, char character) => ((long)node << 16) | character;

    private int Step(int node, char character)
    {
        while (true)
        {
            if (_next.TryGetValue(ToKey(node, character), out var child))
            {
                return child;
            }

            if (node == 0)
            {
                return 0;
            }

            node = _nodes[node].Fallback;
        }
    }

    // A node falls back to the longest other prefix that its text ends with. Nodes of shorter texts are linked first.
    private void Link()
    {
        if (_isLinked)
        {
            return;
        }

        var depths = new int[_nodes.Count];
        for (var i = 1; i < _nodes.Count; i++)
        {
            depths[i] = depths[_nodes[i].Parent] + 1;
        }

        foreach (var i in Enumerable.Range(1, _nodes.Count - 1).OrderBy(index => depths[index]))
        {
            var node = _nodes[i];
            node.Fallback = node.Parent == 0 ? 0 : Step(_nodes[node.Parent].Fallback, node.Character);
            node.Output = _nodes[node.Fallback].Placeholder is null ? _nodes[node.Fallback].Output : node.Fallback;
        }

        _isLinked = true;
    }

    private sealed class Node
    {
        internal int Parent { get; init; }

        internal char Character { get; init; }

        internal int Fallback { get; set; }

        internal int Output { get; set; }

        internal int Length { get; set; }

        internal string? Placeholder { get; set; }
    }
}
