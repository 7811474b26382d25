using System.Reflection;
using System.Runtime.Loader;

namespace QubridPS.Loader;

/// <summary>
/// Holds the module and its dependencies apart from the session's own assemblies, so that neither is disturbed by the
/// other's versions. Only this assembly and the engine's are shared.
/// </summary>
internal sealed class ModuleLoadContext : AssemblyLoadContext
{
    private static readonly string[] s_own = ["QubridPS", "Qubrid.Client", "Qubrid.MockServer"];

    private readonly string _folder;

    private ModuleLoadContext(string folder) => _folder = folder;

    /// <summary>Loads the module from a folder that holds all its dependencies.</summary>
    internal static Assembly LoadModule(string folder)
    {
        var context = new ModuleLoadContext(folder);
        Default.Resolving += context.ResolveOwn;
        return context.LoadFromAssemblyPath(Path.Combine(folder, "QubridPS.dll"));
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var file = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(file) ? LoadFromAssemblyPath(file) : null; // else the engine's or the framework's own
    }

    // A proxy of a cmdlet (Pester's Mock makes one) names the types of its parameters with their assembly: the engine looks for them here.
    private Assembly? ResolveOwn(AssemblyLoadContext context, AssemblyName name) =>
        s_own.Contains(name.Name) ? LoadFromAssemblyName(name) : null;
}
