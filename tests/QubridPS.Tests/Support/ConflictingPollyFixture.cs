using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace QubridPS.Tests.Support;

/// <summary>All tests run in a process that already holds another version of a library that the module needs.</summary>
internal static class ConflictingPollyFixture
{
    internal static Assembly Polly { get; private set; } = null!;

    [ModuleInitializer]
    internal static void Load() => Polly = AssemblyLoadContext.Default.LoadFromAssemblyPath(TestSettings.OtherPolly);
}
