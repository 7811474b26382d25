using System.Net.ServerSentEvents;
using System.Text.Json;
using Qubrid.Client.Wire;

namespace Qubrid.Client.Http;

/// <summary>One request and its answer: pulls events, streamed or whole, into a builder. Owns the response.</summary>
internal sealed class ChatExchange : IDisposable
{
    private static readonly TimeSpan s_lateUsageTimeout = TimeSpan.FromSeconds(2);

    private readonly Reply _reply;
    private readonly ApiKey _key;
    private readonly bool _isStream;
    private IAsyncEnumerator<SseItem<bool>>? _events;
    private bool _isFinished;
    private int _choiceElements;
    private PeekedStream? _body;
    private bool _hasEvents;

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
                NoteFinish();
                return true;
            }

            Finish(sawDone: goesOn);
            return false;
        }
        catch (Exception cause) when (_isFinished && cause is not QubridApiException && !clock.IsStopped)
        {
            ThrowIfError(Completion.FindFinalError(isComplete: true));
            return false; // a reset, a cut or a silence after the finish reason loses nothing but late usage
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

    // Once every choice has its finish reason, only usage and [DONE] are missing: they are not waited for as long as text is. A service
    // that sends a finish reason too early goes on with its choices, and is given the time again.
    private void NoteFinish()
    {
        _isFinished = Completion.IsFinished;
        if (_choiceElements != Completion.ChoiceElements)
        {
            _choiceElements = Completion.ChoiceElements;
            _reply.ClearDeadline();
        }

        if (_isFinished)
        {
            _reply.SetDeadline(s_lateUsageTimeout);
        }
    }

    /// <summary>Some services label a stream as JSON or text, and JSON as a stream; the first bytes decide, and the label where they do not.</summary>
    private async Task<IAsyncEnumerator<SseItem<bool>>?> OpenAsync()
    {
        var body = await PeekedStream.OpenAsync(_reply.Body).ConfigureAwait(false);
        _body = body;
        return BodyText.IsEvents(body.Start) || (_isStream && !BodyText.IsJson(body.Start))
            ? Events(body)
            : await OpenWholeAsync(body).ConfigureAwait(false);
    }

    /// <summary>
    /// Reads a body that does not begin as a stream does to its end. It is one completion, or events behind more blanks than were looked at;
    /// in the latter case they are returned.
    /// </summary>
    private async Task<IAsyncEnumerator<SseItem<bool>>?> OpenWholeAsync(Stream from)
    {
        using var body = new WholeBody();
        await body.ReadAsync(from, onComplete: () => _reply.SetDeadline(s_lateUsageTimeout)).ConfigureAwait(false);
        if (BodyText.IsJson(body.Text))
        {
            ReadWhole(body);
            return null;
        }

        body.ThrowIfBroken();
        if (BodyText.IsEvents(body.Text))
        {
            return Events(new MemoryStream(body.Text.ToArray()));
        }

        throw NoCompletion(body.Text);
    }

    private void ReadWhole(WholeBody body)
    {
        try
        {
            CompletionReader.Read(BodyText.WithoutMark(body.Text), Completion);
        }
        catch (JsonException) when (Completion.HasReadChoices && Completion.IsFinished)
        {
            // Cut after the finish reason: nothing but late usage is lost.
        }
        catch (JsonException)
        {
            body.ThrowIfBroken();
            ThrowIfError(WireError.ParseResponse(body.Text, out _));
            throw;
        }

        ThrowIfError(Completion.FindFinalError(isComplete: true));
        CompletionReader.Require(Completion.HasStarted, "at least one choice");
    }

    private IAsyncEnumerator<SseItem<bool>> Events(Stream body) =>
        SseParser.Create(body, ReadEvent).EnumerateAsync().GetAsyncEnumerator();

    /// <summary>True for the event that ends the stream.</summary>
    private bool ReadEvent(string eventType, ReadOnlySpan<byte> data)
    {
        _hasEvents = true;
        if (eventType == "error")
        {
            Completion.Error = WireError.Parse(data);
        }
        else if (eventType is "ping" or "keepalive" or "keep-alive" or "heartbeat")
        {
            return false; // whatever its data
        }
        else if (BodyText.IsDone(data))
        {
            return true;
        }
        else if (BodyText.IsJson(data))
        {
            CompletionReader.Read(data, Completion);
        }
        else if (!BodyText.IsNothing(data))
        {
            throw Failure.Invalid($"The answer cannot be read: an event of it is not JSON but: {WireError.Parse(data).Without(_key).Message}", _reply.Response);
        }

        return false;
    }

    private void Finish(bool sawDone)
    {
        ThrowIfError(Completion.FindFinalError(isComplete: sawDone || Completion.IsFinished));
        if (!_hasEvents && _body is { } body && !BodyText.IsBlank(body.Start) && !BodyText.IsEvents(body.Start))
        {
            throw NoCompletion(body.Start); // other text that is labeled as a stream
        }

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

    private QubridApiException NoCompletion(ReadOnlySpan<byte> text) => Failure.Invalid(
        $"The answer is no chat completion but {Describe(text)}. Check that the base address is the root of the API.", _reply.Response);

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
