using Qubrid.Client.Http;

namespace Qubrid.Client.Tests.Requests;

public class ClientWarmUpTests
{
    [Fact]
    public async Task Warm_up_runs_once()
    {
        var warmUp = ClientWarmUp.Start();
        Assert.Same(warmUp, ClientWarmUp.Start());
        await warmUp.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken); // throws if the warm-up failed
    }
}
