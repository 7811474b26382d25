using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Qubrid.Client.Tests.Architecture;

/// <summary>Finds the types of an assembly that a metadata entity refers to: its declaring type, and the types of its signature.</summary>
internal sealed class EntityTypes(MetadataReader reader) : ISignatureTypeProvider<IEnumerable<TypeDefinitionHandle>, object?>
{
    internal IEnumerable<TypeDefinitionHandle> Find(EntityHandle handle) => handle.IsNil ? [] : handle.Kind switch
    {
        HandleKind.TypeDefinition => [(TypeDefinitionHandle)handle],
        HandleKind.TypeSpecification => reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null),
        HandleKind.StandaloneSignature => reader.GetStandaloneSignature((StandaloneSignatureHandle)handle).DecodeLocalSignature(this, null).SelectMany(types => types),
        HandleKind.FieldDefinition => FindField(reader.GetFieldDefinition((FieldDefinitionHandle)handle)),
        HandleKind.MethodDefinition => FindMethod(reader.GetMethodDefinition((MethodDefinitionHandle)handle)),
        HandleKind.MethodSpecification => FindMethodInstance(reader.GetMethodSpecification((MethodSpecificationHandle)handle)),
        HandleKind.MemberReference => FindMember(reader.GetMemberReference((MemberReferenceHandle)handle)),
        _ => [],
    };

    public IEnumerable<TypeDefinitionHandle> GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => [handle];

    public IEnumerable<TypeDefinitionHandle> GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => [];

    public IEnumerable<TypeDefinitionHandle> GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => Find(handle);

    public IEnumerable<TypeDefinitionHandle> GetGenericInstantiation(IEnumerable<TypeDefinitionHandle> genericType, ImmutableArray<IEnumerable<TypeDefinitionHandle>> typeArguments) =>
        [.. genericType, .. typeArguments.SelectMany(types => types)];

    public IEnumerable<TypeDefinitionHandle> GetFunctionPointerType(MethodSignature<IEnumerable<TypeDefinitionHandle>> signature) => FindSignature(signature);

    public IEnumerable<TypeDefinitionHandle> GetModifiedType(IEnumerable<TypeDefinitionHandle> modifier, IEnumerable<TypeDefinitionHandle> unmodifiedType, bool isRequired) =>
        [.. modifier, .. unmodifiedType];

    public IEnumerable<TypeDefinitionHandle> GetArrayType(IEnumerable<TypeDefinitionHandle> elementType, ArrayShape shape) => elementType;

    public IEnumerable<TypeDefinitionHandle> GetSZArrayType(IEnumerable<TypeDefinitionHandle> elementType) => elementType;

    public IEnumerable<TypeDefinitionHandle> GetByReferenceType(IEnumerable<TypeDefinitionHandle> elementType) => elementType;

    public IEnumerable<TypeDefinitionHandle> GetPointerType(IEnumerable<TypeDefinitionHandle> elementType) => elementType;

    public IEnumerable<TypeDefinitionHandle> GetPinnedType(IEnumerable<TypeDefinitionHandle> elementType) => elementType;

    public IEnumerable<TypeDefinitionHandle> GetPrimitiveType(PrimitiveTypeCode typeCode) => [];

    public IEnumerable<TypeDefinitionHandle> GetGenericMethodParameter(object? genericContext, int index) => [];

    public IEnumerable<TypeDefinitionHandle> GetGenericTypeParameter(object? genericContext, int index) => [];

    private IEnumerable<TypeDefinitionHandle> FindField(FieldDefinition field) => [field.GetDeclaringType(), .. field.DecodeSignature(this, null)];

    private IEnumerable<TypeDefinitionHandle> FindMethod(MethodDefinition method) => [method.GetDeclaringType(), .. FindSignature(method.DecodeSignature(this, null))];

    private IEnumerable<TypeDefinitionHandle> FindMethodInstance(MethodSpecification method) =>
        [.. Find(method.Method), .. method.DecodeSignature(this, null).SelectMany(types => types)];

    private IEnumerable<TypeDefinitionHandle> FindMember(MemberReference member) =>
    [
        .. Find(member.Parent),
        .. member.GetKind() == MemberReferenceKind.Field ? member.DecodeFieldSignature(this, null) : FindSignature(member.DecodeMethodSignature(this, null)),
    ];

    private static IEnumerable<TypeDefinitionHandle> FindSignature(MethodSignature<IEnumerable<TypeDefinitionHandle>> signature) =>
        [.. signature.ReturnType, .. signature.ParameterTypes.SelectMany(types => types)];
}
