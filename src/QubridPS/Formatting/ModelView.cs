using Qubrid.Client;
using QubridPS.Input;

namespace QubridPS.Formatting;

/// <summary>Returns what a model shows in a table. Accepts live and deserialized models.</summary>
public static class ModelView
{
    /// <summary>Returns the name of the model, safe to show.</summary>
    public static string Id(PSObject model) => TerminalSanitizer.SanitizeLine(PropertyValue.TextOf(model, nameof(QubridModel.Id)));

    /// <summary>Returns the owner of the model, safe to show.</summary>
    public static string OwnedBy(PSObject model) => TerminalSanitizer.SanitizeLine(PropertyValue.TextOf(model, nameof(QubridModel.OwnedBy)));
}
