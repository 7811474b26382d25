namespace Qubrid.Client.Tests;

public class ArchitectureTests
{
    [Theory]
    [InlineData("System.Management.Automation")]
    [InlineData("Qubrid.MockServer")]
    [InlineData("QubridPS")]
    public void The_client_knows_nothing_of(string assembly) =>
        Assert.DoesNotContain(typeof(QubridClient).Assembly.GetReferencedAssemblies(), known => known.Name == assembly);

    [Fact]
    public void The_mock_server_does_not_know_the_client() =>
        Assert.DoesNotContain(typeof(MockServer.MockServer).Assembly.GetReferencedAssemblies(), known => known.Name!.StartsWith("Qubrid", StringComparison.Ordinal));
}
