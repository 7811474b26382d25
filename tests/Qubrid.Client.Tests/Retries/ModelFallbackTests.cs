namespace Qubrid.Client.Tests.Retries;

public class ModelFallbackTests
{
    private static readonly CallOptions s_options = new();

    [Fact]
    public void Model_that_is_down_is_tried_by_one_call_after_some_time()
    {
        var now = TimeSpan.Zero;
        var fallback = new ModelFallback(["b"]) { Now = () => now };
        fallback.OnFailed("a", new QubridApiException("down"));
        Assert.Equal("b", TakeNext(fallback));
        now = TimeSpan.FromSeconds(31);
        Assert.Equal("a", TakeNext(fallback));
        Assert.Equal("b", TakeNext(fallback));
        fallback.OnSucceeded("a");
        Assert.Equal("a", TakeNext(fallback));
    }

    [Fact]
    public void Canceled_call_lets_another_one_try_the_model()
    {
        var now = TimeSpan.Zero;
        var fallback = new ModelFallback(["b"]) { Now = () => now };
        fallback.OnFailed("a", new QubridApiException("down"));
        now = TimeSpan.FromSeconds(31);
        Assert.Equal("a", TakeNext(fallback));
        fallback.OnAbandoned("a");
        Assert.Equal("a", TakeNext(fallback));
    }

    [Fact]
    public void Requested_delay_is_respected()
    {
        var now = TimeSpan.Zero;
        var fallback = new ModelFallback(["b"]) { Now = () => now };
        fallback.OnFailed("a", new QubridApiException(QubridErrorKind.RateLimited, "wait") { RetryAfter = TimeSpan.FromSeconds(100) });
        now = TimeSpan.FromSeconds(99);
        Assert.Equal("b", TakeNext(fallback));
        now = TimeSpan.FromSeconds(100);
        Assert.Equal("a", TakeNext(fallback));
    }

    [Fact]
    public void First_model_to_recover_is_tried_when_all_are_down()
    {
        var fallback = new ModelFallback(["b"]) { Now = () => TimeSpan.Zero };
        fallback.OnFailed("a", new QubridApiException(QubridErrorKind.NotFound, "none") { RetryAfter = TimeSpan.MaxValue });
        fallback.OnFailed("b", new QubridApiException("down"));
        Assert.Equal("b", TakeNext(fallback));
        Assert.Null(fallback.TakeNext(fallback.GetModels("a"), isRequired: false, s_options));
    }

    private static string? TakeNext(ModelFallback fallback) => fallback.TakeNext(fallback.GetModels("a"), isRequired: true, s_options);
}
