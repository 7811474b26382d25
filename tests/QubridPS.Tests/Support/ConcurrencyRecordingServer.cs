using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace QubridPS.Tests.Support;

/// <summary>Represents a service that records concurrent requests and their start times. Prompts are numbers.</summary>
internal sealed class ConcurrencyRecordingServer : IAsyncDisposable
{
    /// <summary>The timeout of a test that hangs, long enough for any machine.</summary>
    internal static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly object _sync = new();
    private StubServer _server = null!;
    private int _active;

    internal int Active => Volatile.Read(ref _active);

    internal int MaxConcurrent { get; private set; }

    internal ConcurrentQueue<(string Prompt, TimeSpan Time)> RequestStarts { get; } = new();

    internal TimeSpan Now => _clock.Elapsed;

    internal static async Task<ConcurrencyRecordingServer> StartAsync(Func<ConcurrencyRecordingServer, HttpContext, string, Task> respond)
    {
        var server = new ConcurrencyRecordingServer();
        server._server = await StubServer.StartAsync(context => server.CountAsync(context, respond));
        return server;
    }

    /// <summary>Creates a service that returns the prompt as the completion, after a delay.</summary>
    internal static Task<ConcurrencyRecordingServer> StartAsync(Func<ConcurrencyRecordingServer, string, Task> wait) => StartAsync(async (service, context, prompt) =>
    {
        await wait(service, prompt);
        await StubResponses.SendStreamAsync(context, "answer ", prompt);
    });

    internal Shell Connect(string arguments = "") => _server.Connect(arguments);

    internal string BaseUri => _server.BaseUri;

    /// <summary>Returns the numbers from 0 as prompts.</summary>
    internal static List<string> CreatePrompts(int count) =>
        [.. Enumerable.Range(0, count).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>Completes when the client has closed the connection.</summary>
    internal static async Task WaitForAbortAsync(HttpContext context)
    {
        var aborted = new TaskCompletionSource();
        using var _ = context.RequestAborted.Register(() => aborted.TrySetResult());
        await aborted.Task.WaitAsync(Timeout);
    }

    internal async Task WaitUntilAsync(Func<bool> condition)
    {
        var end = Now + Timeout;
        while (!condition())
        {
            Assert.True(Now < end, "It did not come to pass.");
            await Task.Delay(5);
        }
    }

    private async Task CountAsync(HttpContext context, Func<ConcurrencyRecordingServer, HttpContext, string, Task> respond)
    {
        var prompt = StubResponses.ReadPrompt(context);
        lock (_sync)
        {
            RequestStarts.Enqueue((prompt, Now));
            MaxConcurrent = Math.Max(MaxConcurrent, Interlocked.Increment(ref _active));
        }

        try
        {
            await respond(this, context, prompt);
        }
        finally
        {
            Interlocked.Decrement(ref _active);
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
