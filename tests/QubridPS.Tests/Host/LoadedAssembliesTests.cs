using QubridPS.Tests.Support;

namespace QubridPS.Tests.Host;

/// <summary>A script does not wait for libraries that it does not use.</summary>
public class LoadedAssembliesTests
{
    private const string Ours =
        "[AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.Location -match '[\\/]out[\\/]QubridPS[\\/]' } | ForEach-Object { $_.GetName().Name }";

    [Theory]
    [InlineData("$null", "QubridPS", "QubridPS.Loader", "QubridPS.Isolation", "Qubrid.Client")]
    [InlineData("$null = Invoke-QubridChat hi", "QubridPS", "QubridPS.Loader", "QubridPS.Isolation", "Qubrid.Client", "System.Net.ServerSentEvents")]
    public async Task A_call_loads_what_it_needs_and_no_more(string command, params string[] expected)
    {
        await using var service = await FakeService.StartAsync(context => Wire.StreamAsync(context, "hello"));
        var run = await HostRun.RunAsync("-Command", $"Connect-Qubrid -ApiKey key -BaseUri {service.BaseUri}; {command}; {Ours}");
        Assert.Empty(run.Errors);
        Assert.Equal(expected.Order(StringComparer.Ordinal), run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }
}
