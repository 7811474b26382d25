using Qubrid.Client.Tests.Architecture;
using Qubrid.Mock;

namespace Qubrid.Client.Tests;

public class ArchitectureTests
{
    // The layers from the lowest to the highest. The folders of a layer may reference only folders of lower layers. "" is the root of the project.
    private static readonly LayeredProject s_client = new("src/Qubrid.Client", "Qubrid.Client",
    [
        ["Text"],
        ["Models", "Recognition", "Security"],
        ["Redaction", "Serialization", "Telemetry"],
        ["Journal"],
        ["Http"],
        ["StructuredOutput"],
        [""],
    ]);

    private static readonly LayeredProject s_module = new("src/QubridPS", "QubridPS",
    [
        ["Errors"],
        ["Common", "Testing"],
        ["Connections", "Conversion", "Files", "Statistics"],
        ["Completers", "Formatting", "Reporting", "Schemas"],
        ["Deserialization", "Tools"],
        ["Execution", "Input"],
        ["Chat"],
        ["Commands"],
        [""],
    ]);

    private static readonly LayeredProject s_sample = new("tests/Qubrid.Client.Tests/Architecture/Sample", "Qubrid.Client.Tests.Architecture.Sample",
    [
        ["Lower"],
        ["Upper"],
    ]);

    [Theory]
    [InlineData("System.Management.Automation")]
    [InlineData("Qubrid.MockServer")]
    [InlineData("QubridPS")]
    public void Client_does_not_reference(string assembly) =>
        Assert.DoesNotContain(typeof(QubridClient).Assembly.GetReferencedAssemblies(), known => known.Name == assembly);

    [Fact]
    public void Mock_server_does_not_reference_the_client() =>
        Assert.DoesNotContain(typeof(MockServer).Assembly.GetReferencedAssemblies(), known => known.Name!.StartsWith("Qubrid", StringComparison.Ordinal));

    [Theory]
    [InlineData("net8.0")]
    [InlineData("netstandard2.0")]
    public void Folders_of_the_client_reference_only_lower_layers(string framework) => AssertNoViolations(s_client, framework);

    [Theory]
    [InlineData("net8.0")]
    [InlineData("netstandard2.0")]
    public void Folders_of_the_module_reference_only_lower_layers(string framework) => AssertNoViolations(s_module, framework);

    [Fact]
    public void Every_folder_with_source_files_has_a_layer()
    {
        Assert.Equal(s_client.GetFolders(), s_client.LayeredFolders);
        Assert.Equal(s_module.GetFolders(), s_module.LayeredFolders);
    }

    [Fact]
    public void References_to_a_higher_layer_are_reported_with_their_types() => Assert.Equal(
        [
            "Lower/AttributeReference -> Upper/UpperClass",
            "Lower/BaseReference -> Upper/UpperClass",
            "Lower/EnumReference -> Upper/UpperClass",
            "Lower/EnumReference -> Upper/UpperEnum",
            "Lower/FieldReference -> Upper/UpperClass",
            "Lower/GenericReference -> Upper/UpperClass",
            "Lower/LambdaReference -> Upper/UpperClass",
        ],
        s_sample.FindViolations(typeof(ArchitectureTests).Assembly.Location));

    [Fact]
    public void References_between_folders_of_one_layer_are_reported_in_both_directions()
    {
        var flat = new LayeredProject(s_sample.Folder, s_sample.Namespace, [["Lower", "Upper"]]);
        var violations = flat.FindViolations(typeof(ArchitectureTests).Assembly.Location);
        Assert.Contains("Lower/FieldReference -> Upper/UpperClass", violations);
        Assert.Contains("Upper/UpperClass -> Lower/FieldReference", violations);
    }

    private static void AssertNoViolations(LayeredProject project, string framework)
    {
        var violations = project.FindViolations(project.GetOutput(framework));
        Assert.True(violations.Count == 0, "References to the same or a higher layer:\n" + string.Join('\n', violations));
    }
}
