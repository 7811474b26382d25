using System.Reflection;
using System.Runtime.Loader;

namespace QubridPS.Loader;

/// <summary>
/// Isolates the module and its dependencies from the assemblies of the session, so that both can use different versions. Only the loader
/// and the assemblies of PowerShell are shared.
/// </summary>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private static readonly string[] s_moduleAssemblies = ["QubridPS", "Qubrid.Client", "Qubrid.MockServer"];

    private readonly string _folder = Path.GetDirectoryName(typeof(ModuleLoadContext).Assembly.Location)!;

    private ModuleLoadContext()
        : base("QubridPS")
    {
    }

    /// <summary>Loads the assembly of the module from the folder of this assembly into a new context.</summary>
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
        return File.Exists(file) ? LoadFromAssemblyPath(file) : null; // null: use the assembly of PowerShell or .NET
    }

    // A proxy function of a cmdlet, as Pester's Mock creates it, refers to its parameter types by assembly name, which PowerShell resolves in
    // the default context.
    private Assembly? ResolveModuleAssembly(AssemblyLoadContext context, AssemblyName name) =>
        s_moduleAssemblies.Contains(name.Name) ? LoadFromAssemblyName(name) : null;
}
