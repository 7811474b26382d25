using System.Reflection;
using QubridPS.Connections;

namespace QubridPS;

/// <summary>Initializes the module on import, and releases its resources on removal.</summary>
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
    // Windows PowerShell has no binding redirects for modules: if an assembly of the module requests another version of a dependency, use
    // the version in the module folder. Requests of other assemblies are not handled.
    private static Assembly? ResolveModuleDependency(object? sender, ResolveEventArgs request)
    {
        var folder = Path.GetDirectoryName(typeof(ModuleLifetime).Assembly.Location)!;
        var requestingPath = request.RequestingAssembly is { IsDynamic: false } assembly ? assembly.Location : null;
        var file = Path.Combine(folder, new AssemblyName(request.Name).Name + ".dll");
        return !string.IsNullOrEmpty(requestingPath) && Path.GetDirectoryName(requestingPath) == folder && File.Exists(file) ? Assembly.LoadFrom(file) : null;
    }
#endif
}
