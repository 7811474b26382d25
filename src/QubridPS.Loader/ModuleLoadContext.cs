using System.Reflection;
using System.Runtime.Loader;

namespace QubridPS.Loader;

/// <summary>
/// Holds the module and its dependencies apart from the session's own assemblies, so that neither is disturbed by the
/// other's versions. Only this assembly and the engine's are shared.
/// </summary>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private static readonly string[] s_own = ["QubridPS", "Qubrid.Client", "Qubrid.MockServer"];
    private static readonly Lazy<Assembly> s_module = new(() => new ModuleLoadContext(FolderOfThis()).LoadModule());

    private readonly string _folder;

    private ModuleLoadContext(string folder)
        : base("QubridPS") => _folder = folder;

    /// <summary>The module's assembly, loaded on the first call; later imports in the process get the same one.</summary>
    public static Assembly Module => s_module.Value;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var file = Path.Combine(_folder, assemblyName.Name + ".dll");
        return assemblyName.Name != typeof(ModuleLoadContext).Assembly.GetName().Name && File.Exists(file)
            ? LoadFromAssemblyPath(file)
            : null; // the engine's and the framework's own
    }

    private static string FolderOfThis() => Path.GetDirectoryName(typeof(ModuleLoadContext).Assembly.Location)!;

    private Assembly LoadModule()
    {
        Default.Resolving += ResolveOwn;
        return LoadFromAssemblyPath(Path.Combine(_folder, "QubridPS.dll"));
    }

    // A proxy of a cmdlet (Pester's Mock makes one) names the types of its parameters with their assembly: the engine looks for them here.
    private Assembly? ResolveOwn(AssemblyLoadContext context, AssemblyName name) =>
        s_own.Contains(name.Name) ? LoadFromAssemblyName(name) : null;
}
