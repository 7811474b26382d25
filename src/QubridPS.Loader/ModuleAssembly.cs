using System.Reflection;

namespace QubridPS.Loader;

/// <summary>
/// Loads the assembly of the module. PowerShell 7 loads it into a separate AssemblyLoadContext, so that the module and the session can use
/// different versions of the same libraries. Windows PowerShell has no load contexts and loads it directly.
/// </summary>
public static class ModuleAssembly
{
    private static readonly object s_sync = new();
    private static Assembly? s_instance;

    /// <summary>Gets whether the assembly was loaded by an earlier import in this process, in any session.</summary>
    public static bool IsLoaded => Volatile.Read(ref s_instance) is not null;

    /// <summary>Gets the assembly. It is loaded on first use; later imports in the same process use the same assembly.</summary>
    public static Assembly Instance
    {
        get
        {
            lock (s_sync)
            {
                return s_instance ??= Load();
            }
        }
    }

    private static Assembly Load()
    {
        var folder = Path.GetDirectoryName(typeof(ModuleAssembly).Assembly.Location)!;
        return typeof(object).Assembly.GetName().Name == "mscorlib"
            ? Assembly.LoadFrom(Path.Combine(folder, "netstandard2.0", "QubridPS.dll"))
            : LoadIsolated(Path.Combine(folder, "net8.0", "QubridPS.Isolation.dll"));
    }

    private static Assembly LoadIsolated(string isolationPath)
    {
        var context = Assembly.LoadFrom(isolationPath).GetType("QubridPS.Loader.ModuleLoadContext", throwOnError: true)!;
        return (Assembly)context.GetMethod("LoadModule")!.Invoke(null, null)!;
    }
}
