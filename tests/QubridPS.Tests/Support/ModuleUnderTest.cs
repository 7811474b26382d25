namespace QubridPS.Tests.Support;

/// <summary>
/// Provides the staged module. For the netstandard2.0 build it is a copy with these assemblies in the folder from which PowerShell 7 loads,
/// so that the same manifest and psm1 file import them.
/// </summary>
internal static class ModuleUnderTest
{
    private static readonly Lazy<string> s_folder = new(Prepare);

    internal static string Folder => s_folder.Value;

    internal static string Manifest => Path.Combine(Folder, "QubridPS.psd1");

    private static string Prepare()
    {
        if (TestSettings.ModuleBuild == "net8.0")
        {
            return TestSettings.StageDirectory;
        }

        var version = Path.GetFileName(Path.TrimEndingDirectorySeparator(TestSettings.StageDirectory));
        var copy = Path.Combine(AppContext.BaseDirectory, "module", "QubridPS", version);
        if (Directory.Exists(copy))
        {
            Directory.Delete(copy, recursive: true);
        }

        CopyFiles(TestSettings.StageDirectory, copy);
        CopyFiles(Path.Combine(TestSettings.StageDirectory, "bin"), Path.Combine(copy, "bin"));
        CopyFiles(Path.Combine(TestSettings.StageDirectory, "bin", TestSettings.ModuleBuild), Path.Combine(copy, "bin", "net8.0"));
        var isolation = Path.Combine("bin", "net8.0", "QubridPS.Isolation.dll");
        File.Copy(Path.Combine(TestSettings.StageDirectory, isolation), Path.Combine(copy, isolation));
        return copy;
    }

    private static void CopyFiles(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
