using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace QubridPS.Tests.Support;

/// <summary>Loads another version of a dependency of the module into the process of all tests.</summary>
internal static class ConflictingPollyFixture
{
    internal static Assembly Polly { get; private set; } = null!;

    [ModuleInitializer]
    internal static void Load() => Polly = AssemblyLoadContext.Default.LoadFromAssemblyPath(TestSettings.OtherPolly);
}
