using System.Reflection;

namespace QubridPS.Tests.Support;

/// <summary>Provides settings of the build for the tests.</summary>
internal static class TestSettings
{
    internal static string RepositoryRoot { get; } = Read("RepositoryRoot");

    internal static string StageDirectory { get; } = Read("StageDirectory");

    internal static string ModuleBuild { get; } = Read("ModuleBuild");

    internal static string Configuration { get; } = Read("Configuration");

    internal static string ShellAssembly { get; } = Read("ShellAssembly");

    internal static string OtherPolly { get; } = Read("OtherPolly");

    private static string Read(string key) =>
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
