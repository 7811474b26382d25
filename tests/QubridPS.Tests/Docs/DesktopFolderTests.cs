using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Docs;

/// <summary>
/// Windows PowerShell has no binding redirects for modules: every assembly that the module folder references must exist in that version.
/// Only Polly and NJsonSchema reference older versions, which the module redirects itself (ModuleLifetime).
/// </summary>
public class DesktopFolderTests
{
    private static readonly string[] s_assembliesWithRedirects = ["Polly.Core", "Microsoft.Bcl.TimeProvider", "NJsonSchema"];
    private static readonly string[] s_platformAssemblies = ["netstandard", "mscorlib", "Microsoft.CSharp", "System.Management.Automation"];

    [Fact]
    public void References_of_the_folder_are_complete()
    {
        var bin = Path.Combine(TestSettings.StageDirectory, "bin");
        string[] files = [Path.Combine(bin, "QubridPS.Loader.dll"), .. Directory.GetFiles(Path.Combine(bin, "netstandard2.0"), "*.dll")];
        var all = files.Select(Read).ToList();
        var versions = all.ToDictionary(assembly => assembly.Name, assembly => assembly.Version);
        Assert.True(all.Count > 10, "The folder is not staged.");
        foreach (var (referencing, _, references) in all)
        {
            foreach (var (name, requiredVersion) in references.Where(reference => !s_platformAssemblies.Contains(reference.Name)))
            {
                Assert.True(versions.TryGetValue(name, out var shipped), $"{referencing} asks for {name}, which is not there.");
                Assert.True(shipped >= requiredVersion, $"{referencing} asks for {name} {requiredVersion}, and {shipped} is there.");
                Assert.True(shipped == requiredVersion || s_assembliesWithRedirects.Contains(referencing), $"{referencing} asks for {name} {requiredVersion}, and {shipped} is there.");
            }
        }
    }

    [Fact]
    public void Engine_assemblies_are_not_shipped()
    {
        var files = Directory.GetFiles(TestSettings.StageDirectory, "*", SearchOption.AllDirectories).Select(Path.GetFileName);
        Assert.DoesNotContain("System.Management.Automation.dll", files);
        Assert.DoesNotContain(files, file => file!.EndsWith(".pdb", StringComparison.Ordinal));
    }

    private static (string Name, Version Version, List<(string Name, Version Version)> References) Read(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        var metadata = image.GetMetadataReader();
        var definition = metadata.GetAssemblyDefinition();
        var references = metadata.AssemblyReferences
            .Select(metadata.GetAssemblyReference)
            .Select(reference => (metadata.GetString(reference.Name), reference.Version))
            .ToList();
        return (metadata.GetString(definition.Name), definition.Version, references);
    }
}
