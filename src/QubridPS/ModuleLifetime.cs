using System.Reflection;
using QubridPS.Connections;

namespace QubridPS;

/// <summary>What happens when the module comes and goes.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnImport()
    {
#if !NET
        AppDomain.CurrentDomain.AssemblyResolve += ResolveModuleDependency;
#endif
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        ModuleState.Current.Reset();
#if !NET
        AppDomain.CurrentDomain.AssemblyResolve -= ResolveModuleDependency;
#endif
    }

#if !NET
    // Windows PowerShell has no binding redirects for a module: a dependency of ours that asks for an older version of
    // another gets the one we ship. Requests of others are none of our business.
    private static Assembly? ResolveModuleDependency(object? sender, ResolveEventArgs request)
    {
        var folder = Path.GetDirectoryName(typeof(ModuleLifetime).Assembly.Location)!;
        var requestingPath = request.RequestingAssembly is { IsDynamic: false } assembly ? assembly.Location : null;
        var file = Path.Combine(folder, new AssemblyName(request.Name).Name + ".dll");
        return !string.IsNullOrEmpty(requestingPath) && Path.GetDirectoryName(requestingPath) == folder && File.Exists(file) ? Assembly.LoadFrom(file) : null;
    }
#endif
}
