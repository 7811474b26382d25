using System.Reflection;
using System.Runtime.CompilerServices;

namespace QubridPS.Loader;

/// <summary>
/// The module's assembly. PowerShell 7 loads it into a context of its own, so that it and the session keep their versions of the
/// same libraries; Windows PowerShell has no such contexts, and loads it plainly.
/// </summary>
public static class ModuleAssembly
{
    private static readonly Lazy<Assembly> s_value = new(Load);

    /// <summary>Whether it was loaded already, by an earlier import in this process.</summary>
    public static bool IsLoaded => s_value.IsValueCreated;

    /// <summary>The assembly, loaded on the first call; later imports in the process get the same one.</summary>
    public static Assembly Value => s_value.Value;

    private static Assembly Load()
    {
        var folder = Path.GetDirectoryName(typeof(ModuleAssembly).Assembly.Location)!;
        return typeof(object).Assembly.GetName().Name == "mscorlib"
            ? Assembly.LoadFrom(Path.Combine(folder, "netstandard2.0", "QubridPS.dll"))
            : LoadApart(Path.Combine(folder, "net8.0"));
    }

    // By itself, since .NET Framework has no type to load a context from.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Assembly LoadApart(string folder) => ModuleLoadContext.LoadModule(folder);
}
