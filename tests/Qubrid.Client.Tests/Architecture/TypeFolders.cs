using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Qubrid.Client.Tests.Architecture;

/// <summary>Finds the folder of a type: by the documents of its methods, or by the name of its file if it has no methods.</summary>
internal sealed class TypeFolders(MetadataReader reader, MetadataReader symbols, LayeredProject project, string[] files)
{
    private readonly Dictionary<TypeDefinitionHandle, SourceType?> _cache = [];

    /// <summary>Returns the type without generic arity, or null for types that the compiler or a package has generated. A nested type is its declaring type.</summary>
    internal SourceType? Find(TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        if (type.GetDeclaringType() is { IsNil: false } declaring)
        {
            return Find(declaring);
        }

        if (!_cache.TryGetValue(handle, out var found))
        {
            var name = reader.GetString(type.Name).Split('`')[0];
            var file = FindDocument(type) ?? Array.Find(files, file => file.Split('/')[^1].Split('.')[0] == name);
            var isSource = (reader.GetString(type.Namespace) + ".").StartsWith(project.Namespace + ".", StringComparison.Ordinal) && !name.Contains('<');
            found = file is not null ? new SourceType(LayeredProject.GetTopFolder(file), name)
                : isSource ? throw new InvalidOperationException($"No file has the name of the type {name}.")
                : null;
            _cache[handle] = found;
        }

        return found;
    }

    private string? FindDocument(TypeDefinition type) =>
        type.GetMethods().Select(FindDocument).FirstOrDefault(file => file is not null)
        ?? type.GetNestedTypes().Select(nested => FindDocument(reader.GetTypeDefinition(nested))).FirstOrDefault(file => file is not null);

    private string? FindDocument(MethodDefinitionHandle method)
    {
        var information = symbols.GetMethodDebugInformation(method.ToDebugInformationHandle());
        var document = information.Document.IsNil ? information.GetSequencePoints().Select(point => point.Document).FirstOrDefault() : information.Document;
        if (document.IsNil)
        {
            return null;
        }

        // The root of the repository differs between builds: deterministic builds replace it.
        var path = symbols.GetString(symbols.GetDocument(document).Name).Replace('\\', '/');
        var start = path.LastIndexOf($"/{project.Folder}/", StringComparison.Ordinal);
        var file = start < 0 ? null : path[(start + project.Folder.Length + 2)..];
        return file is null || LayeredProject.GetTopFolder(file) == "obj" ? null : file;
    }
}
