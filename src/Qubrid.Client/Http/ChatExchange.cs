using System.Net.ServerSentEvents;
using Qubrid.Client.Wire;

namespace Qubrid.Client.Http;

/// <summary>One request and its answer: pulls events, streamed or whole, into a builder. Owns the response.</summary>
internal sealed class ChatExchange : IDisposable
{
    private readonly Reply _reply;
    private readonly ApiKey _key;
    private readonly bool _isStream;
    private IAsyncEnumerator<SseItem<bool>>? _events;

    internal ChatExchange(Reply reply, ApiKey key)
    {
        _reply = reply;
        _key = key;
        _isStream = IsMediaType("text/event-stream");
        Completion = new CompletionBuilder(key.ToStriker());
    }

    internal CompletionBuilder Completion { get; }

    internal string? RequestId => Failure.RequestId(_reply.Response);

    /// <summary>Reads the next event; false when the answer is whole.</summary>
    internal async ValueTask<bool> ReadAsync(CallClock clock)
    {
        try
        {
            _events ??= await OpenAsync().ConfigureAwait(false);
            if (_events is null)
            {
                return false;
            }

            var goesOn = await _events.MoveNextAsync().ConfigureAwait(false);
            ThrowIfError(Completion.Error);
            if (goesOn && !_events.Current.Data)
            {
                return true;
            }

            Finish(sawDone: goesOn);
            return false;
        }
        catch (Exception cause) when (_reply.Explain(cause, clock) is { } failure && failure != cause)
        {
            throw failure;
        }
        catch (Exception cause) when (cause is not QubridApiException)
        {
            throw new OperationCanceledException(cause.Message, cause, clock.Token);
        }
    }

    /// <summary>Lets go of a whole answer.</summary>
    internal void Release() => _reply.Release();

    public void Dispose() => _reply.Dispose();

    /// <summary>A body that calls itself a stream is one, unless it begins as JSON does.</summary>
    private async Task<IAsyncEnumerator<SseItem<bool>>?> OpenAsync()
    {
        if (!_isStream)
        {
            return await OpenWholeAsync(_reply.Body).ConfigureAwait(false);
        }

        var body = await PeekedStream.OpenAsync(_reply.Body).ConfigureAwait(false);
        return body.IsJson ? await OpenWholeAsync(body).ConfigureAwait(false) : Events(body);
    }

    /// <summary>
    /// A body that does not call itself a stream is read to its end. It is one completion, or events all the same;
    /// in the latter case they are returned.
    /// </summary>
    private async Task<IAsyncEnumerator<SseItem<bool>>?> OpenWholeAsync(Stream from)
    {
        var body = await Body.ReadAllAsync(from).ConfigureAwait(false);
        var json = new ReadOnlySpan<byte>(body.GetBuffer(), 0, (int)body.Length);
        if (BodyText.IsJson(json))
        {
            CompletionReader.Read(BodyText.WithoutMark(json), Completion);
            ThrowIfError(Completion.FindFinalError(isComplete: true));
            CompletionReader.Require(Completion.HasStarted, "at least one choice");
            return null;
        }

        if (BodyText.IsEvents(json))
        {
            return Events(body);
        }

        throw Failure.Invalid(
            $"The answer is no chat completion but {Describe(json)}. Check that the base address is the root of the API.", _reply.Response);
    }

    private IAsyncEnumerator<SseItem<bool>> Events(Stream body) =>
        SseParser.Create(body, ReadEvent).EnumerateAsync().GetAsyncEnumerator();

    /// <summary>True for the event that ends the stream.</summary>
    private bool ReadEvent(string eventType, ReadOnlySpan<byte> data)
    {
        if (eventType == "error")
        {
            Completion.Error = WireError.Parse(data);
        }
        else if (BodyText.IsDone(data))
        {
            return true;
        }
        else if (!BodyText.IsBlank(data))
        {
            CompletionReader.Read(data, Completion);
        }

        return false;
    }

    private void Finish(bool sawDone)
    {
        ThrowIfError(Completion.FindFinalError(isComplete: sawDone || Completion.IsFinished));
        if (!sawDone && !Completion.IsFinished)
        {
            throw Failure.Interrupted("The answer ended in the middle: neither a finish reason nor [DONE] came.", _reply.Response);
        }

        CompletionReader.Require(Completion.HasStarted, "at least one choice");
    }

    private void ThrowIfError(WireError? error)
    {
        if (error is not null)
        {
            throw Failure.FromWireError(error, _reply.Response, _key);
        }
    }

    private bool IsMediaType(string mediaType) =>
        string.Equals(_reply.Response.Content.Headers.ContentType?.MediaType, mediaType, StringComparison.OrdinalIgnoreCase);

    private string Describe(ReadOnlySpan<byte> body)
    {
        if (BodyText.IsBlank(body))
        {
            return "empty";
        }

        var words = WireError.Parse(body).Without(_key).Message;
        return $"'{_reply.Response.Content.Headers.ContentType?.MediaType ?? "text of no type"}': {words}";
    }
}
