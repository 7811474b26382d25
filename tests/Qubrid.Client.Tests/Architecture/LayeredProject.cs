using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Qubrid.Client.Tests.Architecture;

/// <summary>A project whose folders are layers.</summary>
/// <param name="Folder">The folder of the source files, relative to the root of the repository.</param>
/// <param name="Namespace">The namespace of the source files.</param>
/// <param name="Layers">The folders of each layer, the lowest layer first.</param>
internal sealed record LayeredProject(string Folder, string Namespace, string[][] Layers)
{
    private static readonly string s_root = GetMetadata("RepositoryRoot");

    internal IEnumerable<string> LayeredFolders => Layers.SelectMany(layer => layer).Order(StringComparer.Ordinal);

    private string FullPath => Path.Combine(s_root, Folder);

    /// <summary>Returns the path of the project's assembly for a framework.</summary>
    internal string GetOutput(string framework) => Path.Combine(FullPath, "bin", GetMetadata("Configuration"), framework, Path.GetFileName(Folder) + ".dll");

    /// <summary>Returns the folders with source files, in alphabetical order.</summary>
    internal IEnumerable<string> GetFolders() => FindSourceFiles().Select(GetTopFolder).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>Returns the references of an assembly to the same or a higher layer, such as "Models/ChatRequest -> Serialization/RequestWriter".</summary>
    internal IReadOnlyList<string> FindViolations(string assembly)
    {
        using var image = new PEReader(File.OpenRead(assembly));
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(assembly, ".pdb")));
        var reader = image.GetMetadataReader();
        var folders = new TypeFolders(reader, symbols.GetMetadataReader(), this, [.. FindSourceFiles()]);
        return
        [
            .. new TypeReferences(image, reader).FindAll()
                .Select(reference => (From: folders.Find(reference.From), To: folders.Find(reference.To)))
                .Where(reference => reference.From is { } from && reference.To is { } to && from.Folder != to.Folder && GetLayer(to.Folder) >= GetLayer(from.Folder))
                .Select(reference => $"{reference.From} -> {reference.To}")
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Returns the first folder of a path that is relative to the project, or an empty string for a file at its root.</summary>
    internal static string GetTopFolder(string relativePath) => relativePath.Split('/') is [var folder, _, ..] ? folder : "";

    private IEnumerable<string> FindSourceFiles() => Directory.EnumerateFiles(FullPath, "*.cs", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(FullPath, file).Replace('\\', '/'))
        .Where(file => GetTopFolder(file) is not ("obj" or "bin"));

    private int GetLayer(string folder) => Array.FindIndex(Layers, layer => layer.Contains(folder));

    private static string GetMetadata(string key) =>
        typeof(LayeredProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(pair => pair.Key == key).Value!;
}
