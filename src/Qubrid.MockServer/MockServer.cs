using System.Net;

namespace Qubrid.Mock;

/// <summary>A loopback endpoint that speaks the wire of the service, so that scripts can be tried and tested without key and network.</summary>
public sealed class MockServer : IDisposable
{
    internal const string BasePath = "/v1";

    // A larger body is refused (413).
    internal const int MaxRequestBytes = 64 * 1024 * 1024;

    private readonly HttpListener _listener;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly List<MockRequest> _requests = [];
    private readonly List<MockReply> _replies = [];

    private MockServer(HttpListener listener, int port, TimeSpan tokenDelay, bool isStrict)
    {
        _listener = listener;
        TokenDelay = tokenDelay;
        IsStrict = isStrict;
        Port = port;
        BaseUri = new Uri($"http://127.0.0.1:{port}{BasePath}");
    }

    /// <summary>The address to connect to.</summary>
    public Uri BaseUri { get; }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Whether it still answers.</summary>
    public bool IsRunning => !_cancellation.IsCancellationRequested;

    /// <summary>The wait before each token of a stream.</summary>
    public TimeSpan TokenDelay { get; }

    /// <summary>Whether a request for which no reply was set up is an error (404); otherwise it gets the default answer.</summary>
    public bool IsStrict { get; }

    /// <summary>The chat requests that came so far, in order.</summary>
    public MockRequest[] Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Starts a server on 127.0.0.1; port 0 takes a free one.</summary>
    /// <exception cref="HttpListenerException">The port is taken.</exception>
    public static MockServer Start(int port = 0, TimeSpan tokenDelay = default, bool isStrict = false)
    {
        var listener = LoopbackListener.Start(port, out var actualPort);
        var server = new MockServer(listener, actualPort, tokenDelay, isStrict);
        _ = server.AcceptAsync();
        return server;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (IsRunning)
        {
            _cancellation.Cancel();
            _listener.Close();
        }
    }

    /// <inheritdoc/>
    public override string ToString() => BaseUri.AbsoluteUri;

    /// <summary>Sets up a reply. Of those that match a request, the first that has uses left is taken.</summary>
    public void Add(MockReply reply)
    {
        lock (_requests)
        {
            _replies.Add(reply);
        }
    }

    /// <summary>Keeps a request, and says what it gets (null is an error) and its number, from 1.</summary>
    internal (MockReply? Reply, int Number) SelectReply(MockRequest request)
    {
        lock (_requests)
        {
            _requests.Add(request); // also where a reply cannot be matched
            var reply = _replies.Find(candidate => candidate.Matches(request));
            reply?.ConsumeUse();
            request.IsMatched = reply is not null;
            return (reply ?? (IsStrict ? null : MockReply.Default), _requests.Count);
        }
    }

    private async Task AcceptAsync()
    {
        while (IsRunning)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync().ConfigureAwait(false);
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return; // stopped
            }

            _ = Task.Run(new MockRequestHandler(this, context, _cancellation.Token).RunAsync);
        }
    }
}
