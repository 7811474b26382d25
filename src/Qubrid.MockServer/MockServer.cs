using System.Net;

namespace Qubrid.Mock;

/// <summary>Represents an HTTP server on 127.0.0.1 with the API of the service, for running and testing scripts without an API key and network access.</summary>
public sealed class MockServer : IDisposable
{
    /// <summary>The path of the API.</summary>
    internal const string BasePath = "/v1";

    // A larger body is rejected with status 413.
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

    /// <summary>Gets the base address of the API.</summary>
    public Uri BaseUri { get; }

    /// <summary>Gets the port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Gets whether the server is running.</summary>
    public bool IsRunning => !_cancellation.IsCancellationRequested;

    /// <summary>Gets the delay before each token of a stream.</summary>
    public TimeSpan TokenDelay { get; }

    /// <summary>Gets whether requests that no reply matches fail with status code 404. If false, they get a default completion.</summary>
    public bool IsStrict { get; }

    /// <summary>Gets the chat requests received so far, in order.</summary>
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

    /// <summary>Starts a server on 127.0.0.1. If the port is 0, a free port is used.</summary>
    /// <exception cref="HttpListenerException">The port is in use.</exception>
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

    /// <summary>Adds a reply. A request gets the first matching reply that has remaining uses.</summary>
    public void Add(MockReply reply)
    {
        lock (_requests)
        {
            _replies.Add(reply);
        }
    }

    /// <summary>Records a request. Returns its reply, or null for an error response, and its number, starting at 1.</summary>
    internal (MockReply? Reply, int Number) SelectReply(MockRequest request)
    {
        lock (_requests)
        {
            _requests.Add(request); // also if a reply cannot be matched
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
