namespace QubridPS.Schemas;

/// <summary>
/// An object of an answer's data: a custom object that bears a name, since the types file can say only of named ones that they are
/// serialised whole.
/// </summary>
internal static class StructuredData
{
    internal const string SerializedTypeName = "Deserialized." + TypeName;

    private const string TypeName = "QubridPS.StructuredData";

    internal static PSObject Create(IEnumerable<(string Name, object? Value)> fields)
    {
        var custom = new PSObject();
        foreach (var (name, value) in fields)
        {
            custom.Properties.Add(new PSNoteProperty(name, value), preValidated: true);
        }

        custom.TypeNames.Insert(0, TypeName);
        return custom;
    }
}
