using System.Reflection;

namespace QubridPS.Loader;

/// <summary>
/// The module's assembly. PowerShell 7 loads it into a context of its own, so that it and the session keep their versions of the
/// same libraries; Windows PowerShell has no such contexts, and loads it plainly.
/// </summary>
public static class ModuleAssembly
{
    private static readonly object s_sync = new();
    private static Assembly? s_instance;

    /// <summary>Whether it was loaded already, by an earlier import in this process, in whatever session.</summary>
    public static bool IsLoaded => Volatile.Read(ref s_instance) is not null;

    /// <summary>The assembly, loaded on the first call; later imports in the process get the same one.</summary>
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
