using Qubrid.Client.Security;

namespace Qubrid.Client.Serialization;

/// <summary>
/// Collects the tool calls of one message. In a stream, a new index, id or name starts a call. In a complete message every element is a call, even if
/// ids are empty or equal, as those of Gemini and llama.cpp.
/// </summary>
internal sealed class ToolCallListBuilder(KeyRedactor redactor, bool isComplete)
{
    private readonly List<ToolCallBuilder> _calls = [];
    private readonly ChangedList<ToolCallBuilder> _changed = new();
    private int _chunkStart;
    private int _nextIndex;

    internal int Count => _calls.Count;

    /// <summary>Gets whether the calls are from a complete message.</summary>
    internal bool IsSummary => isComplete;

    internal IEnumerable<string?> Ids => _calls.Select(call => call.Id);

    /// <summary>Returns the call to which a fragment belongs; adds one if the fragment starts it.</summary>
    /// <param name="fragment">The identity of the fragment.</param>
    /// <param name="arrayStart">The number of calls before the array that contains the fragment.</param>
    internal ToolCallBuilder GetCall(ToolCallFragment fragment, int arrayStart)
    {
        var call = isComplete ? null : Find(fragment);
        if (call is null || IsNewCall(fragment, call, _calls.IndexOf(call) >= arrayStart))
        {
            CompletionBuilder.ThrowIfTooMany(_calls.Count, "tool calls in a choice");
            call = new ToolCallBuilder(isComplete ? _nextIndex : fragment.Index ?? _nextIndex, redactor);
            _nextIndex = Math.Max(_nextIndex, unchecked(call.Index + 1));
            _calls.Add(call);
        }

        _changed.Add(call);
        return call;
    }

    internal void BeginChunk()
    {
        _chunkStart = _calls.Count;
        _changed.Begin(static call => call.Arguments.BeginChunk());
    }

    internal void UndoChunk()
    {
        _calls.RemoveRange(_chunkStart, _calls.Count - _chunkStart);
        _nextIndex = _calls.Count == 0 ? 0 : _calls.Max(call => unchecked(call.Index + 1));
        _changed.Undo(static call => call.Arguments.UndoChunk());
    }

    internal ToolCall[] Build(ToolCallIds ids)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        return [.. _calls.OrderBy(call => call.Index).Select(call => call.Build(id => id is not null && used.Add(id) ? id : ids.Create()))];
    }

    private ToolCallBuilder? Find(ToolCallFragment fragment) =>
        (fragment.Id is null ? null : _calls.FindLast(call => call.Id == fragment.Id && (fragment.Index ?? call.Index) == call.Index))
        ?? (fragment.Index is { } index ? _calls.FindLast(call => call.Index == index) : _calls.LastOrDefault());

    // Ollama, vLLM and SGLang send index 0 for parallel calls, so another id, or a name after complete arguments, starts a call.
    private static bool IsNewCall(ToolCallFragment fragment, ToolCallBuilder call, bool isInSameArray)
    {
        if (fragment.Id is not null && call.Id is not null)
        {
            return fragment.Id != call.Id;
        }

        if (fragment.Name is null || call.Name is null)
        {
            return false;
        }

        var isOtherName = fragment.Name != call.Name;
        return fragment.Index is null
            ? isOtherName || isInSameArray || call.HasCompleteArguments()
            : (isOtherName || fragment.HasArguments) && call.HasCompleteArguments();
    }
}
