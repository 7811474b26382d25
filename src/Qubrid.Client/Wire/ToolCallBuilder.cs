namespace Qubrid.Client.Wire;

/// <summary>A tool call put together from its fragments: id and name first, then pieces of the arguments.</summary>
internal sealed class ToolCallBuilder(int index, KeyStriker key)
{
    internal int Index { get; } = index;

    internal string? Id { get; set; }

    internal string? Name { get; set; }

    internal TextBuffer Arguments { get; } = new(key);

    internal UnknownFields Fields { get; } = new(Joining.None, key);

    internal ToolCall Build() => new()
    {
        Id = key.StrikeOut(Id),
        Name = key.StrikeOut(Name),
        Arguments = Arguments.ToString(),
        AdditionalProperties = Fields.Values,
    };
}
