using QubridPS.Common;

namespace QubridPS.Schemas;

/// <summary>
/// Creates the objects in the data of a completion: custom objects with a type name, which the types file needs to set the depth of
/// their serialization.
/// </summary>
internal static class StructuredData
{
    /// <summary>The type name after deserialization.</summary>
    internal const string DeserializedTypeName = PSObjectReader.DeserializedPrefix + TypeName;

    private const string TypeName = "QubridPS.StructuredData";

    /// <summary>Creates an object with the given properties.</summary>
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
