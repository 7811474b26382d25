namespace Qubrid.Client.Wire;

/// <summary>A tool call put together from its fragments: id and name first, then pieces of the arguments.</summary>
internal sealed class ToolCallBuilder(int index, KeyStriker key)
{
    internal int Index { get; } = index;

    internal string? Id { get; set; }

    internal string? Name { get; set; }

    internal TextBuffer Arguments { get; } = new(key);

    internal UnknownFields Fields { get; } = new(Joining.None, key);

    internal UnknownFields FunctionFields { get; } = new(Joining.None, key);

    internal ToolCall Build() => new()
    {
        Id = key.StrikeOut(Id),
        Name = key.StrikeOut(Name),
        Arguments = Arguments.ToString(),
        AdditionalProperties = FunctionFields.Values.Count == 0 ? Fields.Values : WithFunction(Fields.Values, FunctionFields.Values),
    };

    // They stay where the wire has them: a function's field may have a name that one of the call's has too.
    private static Dictionary<string, object?> WithFunction(IReadOnlyDictionary<string, object?> call, IReadOnlyDictionary<string, object?> function)
    {
        var fields = call.ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);
        fields["function"] = function;
        return fields;
    }
}
