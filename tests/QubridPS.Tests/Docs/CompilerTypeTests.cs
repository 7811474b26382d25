using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Docs;

/// <summary>
/// .NET Framework lacks some types that the C# compiler requires. If an assembly uses such a type of a dependency, which happens without
/// a warning if the dependency makes its copy public, the assembly cannot be inspected by reflection without that dependency.
/// </summary>
public class CompilerTypeTests
{
    private static readonly string[] s_namespaces = ["System.Runtime.CompilerServices", "System.Diagnostics.CodeAnalysis"];
    private static readonly string[] s_rangeTypes = ["System.Index", "System.Range"];

    // The last two packages provide the types of asynchronous methods for .NET Framework.
    private static readonly string[] s_platform =
        ["netstandard", "mscorlib", "System.Runtime", "System.Threading.Tasks.Extensions", "Microsoft.Bcl.AsyncInterfaces"];

    [Theory]
    [InlineData("QubridPS.Loader.dll")]
    [InlineData("netstandard2.0/Qubrid.Client.dll")]
    [InlineData("netstandard2.0/Qubrid.MockServer.dll")]
    [InlineData("netstandard2.0/QubridPS.dll")]
    [InlineData("net8.0/Qubrid.Client.dll")]
    [InlineData("net8.0/Qubrid.MockServer.dll")]
    [InlineData("net8.0/QubridPS.dll")]
    [InlineData("net8.0/QubridPS.Isolation.dll")]
    public void Assembly_declares_its_members_with_compiler_types_of_the_platform_or_its_own(string file)
    {
        using var image = new PEReader(File.OpenRead(Path.Combine(TestSettings.StageDirectory, "bin", file)));
        var metadata = image.GetMetadataReader();
        var compilerTypes = ReadSignatures(metadata).Concat(ReadAttributes(metadata)).Where(type => s_namespaces.Contains(type.Namespace));
        var rangeTypes = metadata.TypeReferences.Select(handle => ReadType(metadata, handle)).Where(type => s_rangeTypes.Contains(type.FullName));
        var used = compilerTypes.Concat(rangeTypes).Distinct().ToList();
        Assert.NotEmpty(used);
        var foreign = used.Where(type => type.Assembly is not null && !s_platform.Contains(type.Assembly)).ToList();
        Assert.Empty(foreign);
    }

    /// <summary>
    /// Returns the types in the signatures of the members that the assembly defines, including modifiers such as that of an init accessor.
    /// Signatures of members that are only called belong to the assembly that defines them.
    /// </summary>
    private static IEnumerable<TypeName> ReadSignatures(MetadataReader metadata)
    {
        var provider = new SignatureTypeProvider(metadata);
        foreach (var method in metadata.MethodDefinitions.Select(metadata.GetMethodDefinition))
        {
            var signature = method.DecodeSignature(provider, null);
            foreach (var type in signature.ParameterTypes.Add(signature.ReturnType).SelectMany(types => types))
            {
                yield return type;
            }
        }

        foreach (var type in metadata.FieldDefinitions.SelectMany(handle => metadata.GetFieldDefinition(handle).DecodeSignature(provider, null)))
        {
            yield return type;
        }
    }

    private static IEnumerable<TypeName> ReadAttributes(MetadataReader metadata)
    {
        foreach (var attribute in metadata.CustomAttributes.Select(metadata.GetCustomAttribute))
        {
            yield return attribute.Constructor.Kind == HandleKind.MemberReference
                ? ReadType(metadata, metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent)
                : ReadType(metadata, metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType());
        }
    }

    private static TypeName ReadType(MetadataReader metadata, EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                var definition = metadata.GetTypeDefinition((TypeDefinitionHandle)handle);
                return new TypeName(null, metadata.GetString(definition.Namespace), metadata.GetString(definition.Name));
            case HandleKind.TypeReference:
                var reference = metadata.GetTypeReference((TypeReferenceHandle)handle);
                var assembly = reference.ResolutionScope.Kind == HandleKind.AssemblyReference
                    ? metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)reference.ResolutionScope).Name)
                    : null;
                return new TypeName(assembly, metadata.GetString(reference.Namespace), metadata.GetString(reference.Name));
            default:
                return new TypeName(null, "", "");
        }
    }

    /// <summary>Represents the name of a type; the assembly is null if the type is defined in the same assembly.</summary>
    private sealed record TypeName(string? Assembly, string Namespace, string Name)
    {
        internal string FullName => $"{Namespace}.{Name}";
    }

    /// <summary>Decodes a signature to the types that it contains.</summary>
    private sealed class SignatureTypeProvider(MetadataReader metadata) : ISignatureTypeProvider<ImmutableArray<TypeName>, object?>
    {
        public ImmutableArray<TypeName> GetModifiedType(ImmutableArray<TypeName> modifier, ImmutableArray<TypeName> unmodifiedType, bool isRequired) =>
            [.. modifier, .. unmodifiedType];

        public ImmutableArray<TypeName> GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => [ReadType(reader, handle)];

        public ImmutableArray<TypeName> GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => [ReadType(reader, handle)];

        public ImmutableArray<TypeName> GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            metadata.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        public ImmutableArray<TypeName> GetFunctionPointerType(MethodSignature<ImmutableArray<TypeName>> signature) =>
            [.. signature.ReturnType, .. signature.ParameterTypes.SelectMany(types => types)];

        public ImmutableArray<TypeName> GetGenericInstantiation(ImmutableArray<TypeName> genericType, ImmutableArray<ImmutableArray<TypeName>> typeArguments) =>
            [.. genericType, .. typeArguments.SelectMany(types => types)];

        public ImmutableArray<TypeName> GetArrayType(ImmutableArray<TypeName> elementType, ArrayShape shape) => elementType;

        public ImmutableArray<TypeName> GetByReferenceType(ImmutableArray<TypeName> elementType) => elementType;

        public ImmutableArray<TypeName> GetPinnedType(ImmutableArray<TypeName> elementType) => elementType;

        public ImmutableArray<TypeName> GetPointerType(ImmutableArray<TypeName> elementType) => elementType;

        public ImmutableArray<TypeName> GetSZArrayType(ImmutableArray<TypeName> elementType) => elementType;

        public ImmutableArray<TypeName> GetGenericMethodParameter(object? genericContext, int index) => [];

        public ImmutableArray<TypeName> GetGenericTypeParameter(object? genericContext, int index) => [];

        public ImmutableArray<TypeName> GetPrimitiveType(PrimitiveTypeCode typeCode) => [];
    }
}
