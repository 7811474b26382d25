namespace Qubrid.Client.Wire;

/// <summary>One choice put together from its deltas, or from a whole message.</summary>
internal sealed class ChoiceBuilder(int index, KeyStriker key)
{
    private readonly List<ToolCallBuilder> _toolCalls = [];
    private bool _roleTold;

    internal int Index { get; } = index;

    internal string? Role { get; set; }

    internal string? Name { get; set; }

    internal TextBuffer? Content { get; set; }

    internal TextBuffer? Reasoning { get; set; }

    internal string? FinishReason { get; set; }

    internal UnknownFields MessageFields { get; } = new(Joining.All, key);

    internal UnknownFields ChoiceFields { get; } = new(Joining.Lists, key);

    private string SaidRole => key.StrikeOut(Role) ?? ChatRole.Assistant;

    /// <summary>The call at that index; a fragment without an index goes on with the last call, or begins one if it has an id of its own.</summary>
    internal ToolCallBuilder ToolCall(int? index, string? id)
    {
        var last = _toolCalls.Count == 0 ? null : _toolCalls[_toolCalls.Count - 1];
        var begins = last is null || (id is not null && last.Id is not null && id != last.Id);
        var place = index ?? (begins ? _toolCalls.Count : last!.Index);
        var call = _toolCalls.Find(known => known.Index == place);
        if (call is null)
        {
            call = new ToolCallBuilder(place, key);
            _toolCalls.Add(call);
        }

        return call;
    }

    internal ChatUpdate? TakeUpdate(bool isWhole)
    {
        if (Content?.HasNew(isWhole) is not true && Reasoning?.HasNew(isWhole) is not true)
        {
            return null;
        }

        var role = _roleTold ? null : SaidRole;
        _roleTold = true;
        return new ChatUpdate { Text = Content?.TakeNew(isWhole), Reasoning = Reasoning?.TakeNew(isWhole), Role = role, Index = Index };
    }

    internal Choice Build() => new()
    {
        Index = Index,
        FinishReason = key.StrikeOut(FinishReason),
        AdditionalProperties = ChoiceFields.Values,
        Message = new ChatMessage
        {
            Role = SaidRole,
            Content = Content?.ToString(),
            Name = key.StrikeOut(Name),
            Reasoning = Reasoning?.ToString(),
            ToolCalls = [.. _toolCalls.OrderBy(call => call.Index).Select(call => call.Build())],
            AdditionalProperties = MessageFields.Values,
        },
    };
}
