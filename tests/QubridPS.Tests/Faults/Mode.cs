namespace QubridPS.Tests.Faults;

/// <summary>The ways to ask, in the order of the table's columns.</summary>
public enum Mode
{
    Whole,
    Stream,
    Live,
    NoStream,
    Each,
    Batch,
}

internal static class Modes
{
    internal static Mode[] All { get; } = Enum.GetValues<Mode>();

    internal static string Script(this Mode mode) => mode switch
    {
        Mode.Whole => "Invoke-QubridChat hi",
        Mode.Each => "'item' | Invoke-QubridChat hi -Each",
        Mode.Batch => "'item' | Invoke-QubridChat hi -Each -ThrottleLimit 2",
        _ => $"Invoke-QubridChat hi -{mode}",
    };

    internal static bool IsOfItem(this Mode mode) => mode is Mode.Each or Mode.Batch;

    internal static string Target(this Mode mode) => mode.IsOfItem() ? "item" : "hi";
}
