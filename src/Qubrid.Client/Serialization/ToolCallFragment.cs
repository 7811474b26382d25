namespace Qubrid.Client.Serialization;

/// <summary>Identifies the call to which an element of <c>tool_calls</c> belongs. Empty values are null.</summary>
internal readonly record struct ToolCallFragment(int? Index, string? Id, string? Name, bool HasArguments);
