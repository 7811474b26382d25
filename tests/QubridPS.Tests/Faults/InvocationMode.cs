namespace QubridPS.Tests.Faults;

/// <summary>Specifies how the cmdlet is called, in the order of the table's columns.</summary>
public enum InvocationMode
{
    Default,
    Stream,
    Live,
    NoStream,
    Each,
    Batch,
}

internal static class InvocationModes
{
    internal static InvocationMode[] All { get; } = Enum.GetValues<InvocationMode>();

    internal static string GetScript(this InvocationMode mode) => mode switch
    {
        InvocationMode.Default => "Invoke-QubridChat hi",
        InvocationMode.Each => "'item' | Invoke-QubridChat hi -Each",
        InvocationMode.Batch => "'item' | Invoke-QubridChat hi -Each -ThrottleLimit 2",
        _ => $"Invoke-QubridChat hi -{mode}",
    };

    internal static bool IsItemError(this InvocationMode mode) => mode is InvocationMode.Each or InvocationMode.Batch;

    internal static string GetTargetObject(this InvocationMode mode) => mode.IsItemError() ? "item" : "hi";
}
