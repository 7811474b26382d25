using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace Qubrid.Client.Tests.Architecture;

/// <summary>Finds the references between the types of an assembly: in signatures, base types, fields, attributes and method bodies.</summary>
internal sealed class TypeReferences(PEReader image, MetadataReader reader)
{
    private readonly EntityTypes _entities = new(reader);

    private readonly Dictionary<string, TypeDefinitionHandle> _types = reader.TypeDefinitions
        .Where(handle => reader.GetTypeDefinition(handle).GetDeclaringType().IsNil)
        .ToDictionary(handle => GetFullName(reader, reader.GetTypeDefinition(handle)), StringComparer.Ordinal);

    internal IEnumerable<(TypeDefinitionHandle From, TypeDefinitionHandle To)> FindAll() => reader.TypeDefinitions
        .SelectMany(from => FindReferences(reader.GetTypeDefinition(from)).Distinct().Select(to => (from, to)));

    private IEnumerable<TypeDefinitionHandle> FindReferences(TypeDefinition type) =>
    [
        .. _entities.Find(type.BaseType),
        .. type.GetInterfaceImplementations().SelectMany(handle => _entities.Find(reader.GetInterfaceImplementation(handle).Interface)),
        .. FindConstraints(type.GetGenericParameters()),
        .. FindAttributes(type.GetCustomAttributes()),
        .. type.GetFields().SelectMany(handle => _entities.Find(handle).Concat(FindAttributes(reader.GetFieldDefinition(handle).GetCustomAttributes()))),
        .. type.GetProperties().SelectMany(handle => FindAttributes(reader.GetPropertyDefinition(handle).GetCustomAttributes())),
        .. type.GetMethods().SelectMany(handle => FindReferences(handle)),
    ];

    private IEnumerable<TypeDefinitionHandle> FindReferences(MethodDefinitionHandle handle)
    {
        var method = reader.GetMethodDefinition(handle);
        return
        [
            .. _entities.Find(handle),
            .. FindConstraints(method.GetGenericParameters()),
            .. FindAttributes(method.GetCustomAttributes()),
            .. method.GetParameters().SelectMany(parameter => FindAttributes(reader.GetParameter(parameter).GetCustomAttributes())),
            .. method.RelativeVirtualAddress == 0 ? [] : FindReferences(image.GetMethodBody(method.RelativeVirtualAddress)),
        ];
    }

    private IEnumerable<TypeDefinitionHandle> FindReferences(MethodBodyBlock body) =>
    [
        .. _entities.Find(body.LocalSignature),
        .. body.ExceptionRegions.SelectMany(region => _entities.Find(region.CatchType)),
        .. IntermediateLanguage.FindTokens(body.GetILReader()).SelectMany(_entities.Find),
    ];

    private IEnumerable<TypeDefinitionHandle> FindConstraints(GenericParameterHandleCollection parameters) => parameters
        .SelectMany(parameter => reader.GetGenericParameter(parameter).GetConstraints())
        .SelectMany(constraint => _entities.Find(reader.GetGenericParameterConstraint(constraint).Type));

    private IEnumerable<TypeDefinitionHandle> FindAttributes(CustomAttributeHandleCollection attributes) => attributes
        .Select(reader.GetCustomAttribute)
        .SelectMany(attribute => _entities.Find(attribute.Constructor).Concat(FindNames(Encoding.UTF8.GetString(reader.GetBlobBytes(attribute.Value)))));

    // The arguments of an attribute contain types as their full names.
    private IEnumerable<TypeDefinitionHandle> FindNames(string arguments) => _types
        .Where(type => arguments.IndexOf(type.Key, StringComparison.Ordinal) is var start and >= 0
            && (start + type.Key.Length == arguments.Length || !(char.IsLetterOrDigit(arguments[start + type.Key.Length]) || arguments[start + type.Key.Length] is '.' or '_')))
        .Select(type => type.Value);

    private static string GetFullName(MetadataReader reader, TypeDefinition type) => $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
}
