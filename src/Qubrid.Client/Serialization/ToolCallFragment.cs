namespace Qubrid.Client.Serialization;

/// <summary>Identifies an element of <c>tool_calls</c>: what it says about the call that it belongs to. An empty value is null.</summary>
internal readonly record struct ToolCallFragment(int? Index, string? Id, string? Name, bool HasArguments);
