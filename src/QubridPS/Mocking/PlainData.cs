using System.Collections;

namespace QubridPS.Mocking;

/// <summary>Data as a parsed answer has it: custom objects, where a test wrote hashtables.</summary>
internal static class PlainData
{
    internal static object? Of(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        IDictionary fields => OfFields(fields),
        IList list and not byte[] => OfList(list),
        _ => value,
    };

    private static PSObject OfFields(IDictionary fields)
    {
        var made = new PSObject();
        foreach (DictionaryEntry field in fields)
        {
            made.Properties.Add(new PSNoteProperty(field.Key.ToString(), Of(field.Value)));
        }

        return made;
    }

    private static object?[] OfList(IList list) => [.. list.Cast<object?>().Select(Of)];
}
