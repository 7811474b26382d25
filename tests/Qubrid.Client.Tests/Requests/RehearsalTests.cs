using Qubrid.Client.Http;

namespace Qubrid.Client.Tests.Requests;

public class RehearsalTests
{
    [Fact]
    public async Task It_plays_to_its_end_and_only_once()
    {
        var played = ClientWarmUp.Start();
        Assert.Same(played, ClientWarmUp.Start());
        await played.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken); // throws what went wrong
    }
}
