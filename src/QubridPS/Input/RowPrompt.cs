using System.Collections;
using QubridPS.Common;

namespace QubridPS.Input;

/// <summary>
/// Finds the prompt of input that parameter binding does not handle: of a hashtable with a Prompt key, and of an object that was passed with
/// -InputObject.
/// </summary>
internal static class RowPrompt
{
    private const string Name = "Prompt";

    /// <summary>Returns the prompt, empty if its value is null; null if the item has no such key or property.</summary>
    internal static string? Find(PSObject item) =>
        item.BaseObject is not string && HasPrompt(item) ? LanguagePrimitives.ConvertTo<string>(PSObjectReader.GetValue(item, Name)) ?? "" : null;

    private static bool HasPrompt(PSObject item) => item.BaseObject is IDictionary row
        ? row.Keys.Cast<object>().Any(key => string.Equals(key.ToString(), Name, StringComparison.OrdinalIgnoreCase))
        : item.Properties[Name] is not null;
}
