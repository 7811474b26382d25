using Qubrid.Mock;

namespace Qubrid.Client.Tests;

public class ArchitectureTests
{
    [Theory]
    [InlineData("System.Management.Automation")]
    [InlineData("Qubrid.MockServer")]
    [InlineData("QubridPS")]
    public void Client_does_not_reference(string assembly) =>
        Assert.DoesNotContain(typeof(QubridClient).Assembly.GetReferencedAssemblies(), known => known.Name == assembly);

    [Fact]
    public void Mock_server_does_not_reference_the_client() =>
        Assert.DoesNotContain(typeof(MockServer).Assembly.GetReferencedAssemblies(), known => known.Name!.StartsWith("Qubrid", StringComparison.Ordinal));
}
