using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace QubridPS.Tests.Support;

/// <summary>A service that knows who is there at once, and when each one came. A prompt is its number.</summary>
internal sealed class BusyService : IAsyncDisposable
{
    /// <summary>Long enough for any machine; ends a test that would hang.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly object _sync = new();
    private FakeService _service = null!;
    private int _active;

    internal int Active => Volatile.Read(ref _active);

    internal int Most { get; private set; }

    internal ConcurrentQueue<(string Prompt, TimeSpan Time)> Starts { get; } = new();

    internal TimeSpan Now => _clock.Elapsed;

    internal static async Task<BusyService> StartAsync(Func<BusyService, HttpContext, string, Task> answer)
    {
        var busy = new BusyService();
        busy._service = await FakeService.StartAsync(context => busy.CountAsync(context, answer));
        return busy;
    }

    /// <summary>A service that answers each prompt with itself after the wait.</summary>
    internal static Task<BusyService> StartAsync(Func<BusyService, string, Task> wait) => StartAsync(async (service, context, prompt) =>
    {
        await wait(service, prompt);
        await Wire.StreamAsync(context, "answer ", prompt);
    });

    internal Shell Connect(string more = "") => _service.Connect(more);

    internal string BaseUri => _service.BaseUri;

    /// <summary>The numbers from 0 as prompts.</summary>
    internal static List<string> Prompts(int count) =>
        [.. Enumerable.Range(0, count).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>Ends when the client has closed the connection.</summary>
    internal static async Task UntilAborted(HttpContext context)
    {
        var aborted = new TaskCompletionSource();
        using var _ = context.RequestAborted.Register(() => aborted.TrySetResult());
        await aborted.Task.WaitAsync(Patience);
    }

    internal async Task UntilAsync(Func<bool> condition)
    {
        var end = Now + Patience;
        while (!condition())
        {
            Assert.True(Now < end, "It did not come to pass.");
            await Task.Delay(5);
        }
    }

    private async Task CountAsync(HttpContext context, Func<BusyService, HttpContext, string, Task> answer)
    {
        var prompt = Wire.Prompt(context);
        lock (_sync)
        {
            Starts.Enqueue((prompt, Now));
            Most = Math.Max(Most, Interlocked.Increment(ref _active));
        }

        try
        {
            await answer(this, context, prompt);
        }
        finally
        {
            Interlocked.Decrement(ref _active);
        }
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();
}
