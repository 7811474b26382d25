using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Docs;

/// <summary>Tests that build.ps1 -Task Pack creates a package with exactly these files and the metadata that a gallery displays.</summary>
public class PackageTests
{
    private const long MaxBytes = 4_000_000;

    private static readonly string[] s_sharedAssemblies =
    [
        "NJsonSchema.Annotations.dll", "NJsonSchema.dll", "Namotion.Reflection.dll", "Newtonsoft.Json.dll", "OxyPlot.dll", "Polly.Core.dll", "Qubrid.Client.dll",
        "Qubrid.MockServer.dll", "QubridPS.dll", "System.Net.ServerSentEvents.dll", "System.Threading.RateLimiting.dll",
    ];

    // Assemblies that .NET has, and .NET Framework does not have or has in another version.
    private static readonly string[] s_desktopAssemblies =
    [
        .. s_sharedAssemblies, "Microsoft.Bcl.AsyncInterfaces.dll", "Microsoft.Bcl.TimeProvider.dll", "System.Buffers.dll", "System.ComponentModel.Annotations.dll",
        "System.Diagnostics.DiagnosticSource.dll", "System.IO.Pipelines.dll", "System.Memory.dll", "System.Numerics.Vectors.dll",
        "System.Runtime.CompilerServices.Unsafe.dll", "System.Text.Encodings.Web.dll", "System.Text.Json.dll", "System.Threading.Tasks.Extensions.dll",
    ];

    private static readonly string[] s_helpFiles =
        ["QubridPS.dll-Help.xml", "about_QubridPS.help.txt", "about_QubridPS_Errors.help.txt", "about_QubridPS_Jobs.help.txt", "about_QubridPS_Redaction.help.txt", "about_QubridPS_Testing.help.txt", "about_QubridPS_Unattended.help.txt"];

    private static readonly string[] s_rootFiles =
        ["LICENSE", "README.md", "QubridPS.Format.ps1xml", "QubridPS.Types.ps1xml", "QubridPS.nuspec", "QubridPS.psd1", "QubridPS.psm1", "icon.png"];

    [Fact]
    public void Package_contains_only_the_module()
    {
        using var folder = new TemporaryFolder();
        var file = Pack(folder.Path);
        Assert.InRange(new FileInfo(file).Length, 1, MaxBytes);
        using var package = ZipFile.OpenRead(file);

        string[] expected =
        [
            .. s_rootFiles,
            "bin/QubridPS.Loader.dll", "bin/net8.0/QubridPS.Isolation.dll",
            .. s_sharedAssemblies.Select(name => "bin/net8.0/" + name),
            .. s_desktopAssemblies.Select(name => "bin/netstandard2.0/" + name),
            .. s_helpFiles.Select(name => "en-US/" + name),
        ];
        var found = package.Entries.Select(entry => entry.FullName).Where(name => !IsPackageFormatFile(name));
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));

        AssertMetadata(package);
        AssertIcon(package);
    }

    private static string Pack(string folder)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
            ["pack", Path.Combine(TestSettings.RepositoryRoot, "src", "QubridPS"), "--no-build", "--configuration", TestSettings.Configuration, "--output", folder, "-nodeReuse:false"];
        Array.ForEach(arguments, start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + errors.Result);
        Assert.DoesNotContain("warn", output + errors.Result, StringComparison.OrdinalIgnoreCase);
        return Assert.Single(Directory.GetFiles(folder, "*.nupkg"));
    }

    private static void AssertMetadata(ZipArchive package)
    {
        using var stream = package.GetEntry("QubridPS.nuspec")!.Open();
        var metadata = XDocument.Load(stream).Root!.Elements().Single().Elements().ToLookup(element => element.Name.LocalName, element => element.Value);
        var version = Path.GetFileName(Path.TrimEndingDirectorySeparator(TestSettings.StageDirectory));
        Assert.Equal("QubridPS", metadata["id"].Single());
        Assert.Equal(version, metadata["version"].Single());
        Assert.Equal("MIT", metadata["license"].Single());
        Assert.Equal("icon.png", metadata["icon"].Single());
        Assert.Equal("README.md", metadata["readme"].Single());
        Assert.Contains("PSModule", metadata["tags"].Single().Split(' '));
        Assert.NotEmpty(metadata["description"].Single());

        // The gallery reads some metadata from the manifest and some from the package; both must be equal.
        using var shell = new Shell();
        var data = shell.Get("param($m) (Import-Module $m -PassThru -Force).PrivateData.PSData", ModuleUnderTest.Manifest).Single();
        var manifest = (System.Collections.IDictionary)data.BaseObject;
        Assert.Equal(manifest["ProjectUri"], metadata["projectUrl"].Single());
        Assert.Equal(manifest["IconUri"], metadata["iconUrl"].Single());
        Assert.NotNull(manifest["LicenseUri"]);

        var changes = File.ReadAllText(Path.Combine(TestSettings.RepositoryRoot, "CHANGELOG.md")).ReplaceLineEndings("\n");
        var releaseNotes = changes[(changes.IndexOf('\n', changes.IndexOf($"## [{version}]", StringComparison.Ordinal)) + 1)..];
        var nextHeading = releaseNotes.IndexOf("\n## ", StringComparison.Ordinal);
        Assert.Equal((nextHeading < 0 ? releaseNotes : releaseNotes[..nextHeading]).Trim(), metadata["releaseNotes"].Single().ReplaceLineEndings("\n"));
    }

    private static void AssertIcon(ZipArchive package)
    {
        using var stream = package.GetEntry("icon.png")!.Open();
        var head = new byte[24];
        stream.ReadExactly(head);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], head[..4]);
        Assert.Equal([0, 0, 0, 128, 0, 0, 0, 128], head[16..24]);
    }

    private static bool IsPackageFormatFile(string name) =>
        name is "[Content_Types].xml" or "_rels/.rels" || name.StartsWith("package/services/metadata/core-properties/", StringComparison.Ordinal);
}
