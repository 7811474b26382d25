using System.Reflection;
using System.Runtime.Loader;

namespace QubridPS.Loader;

/// <summary>
/// Holds the module and its dependencies apart from the session's own assemblies, so that neither is disturbed by the
/// other's versions. Only the loader and the engine's assemblies are shared.
/// </summary>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private static readonly string[] s_moduleAssemblies = ["QubridPS", "Qubrid.Client", "Qubrid.MockServer"];

    private readonly string _folder = Path.GetDirectoryName(typeof(ModuleLoadContext).Assembly.Location)!;

    private ModuleLoadContext()
        : base("QubridPS")
    {
    }

    /// <summary>Loads the module's assembly, which stands beside this one, into a new context.</summary>
    public static Assembly LoadModule()
    {
        var context = new ModuleLoadContext();
        var module = context.LoadFromAssemblyPath(Path.Combine(context._folder, "QubridPS.dll"));
        Default.Resolving += context.ResolveModuleAssembly;
        return module;
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var file = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(file) ? LoadFromAssemblyPath(file) : null; // else the engine's or the framework's own
    }

    // A proxy of a cmdlet (Pester's Mock makes one) names the types of its parameters with their assembly: the engine looks for them here.
    private Assembly? ResolveModuleAssembly(AssemblyLoadContext context, AssemblyName name) =>
        s_moduleAssemblies.Contains(name.Name) ? LoadFromAssemblyName(name) : null;
}
