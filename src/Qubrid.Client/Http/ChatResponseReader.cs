using System.Net.ServerSentEvents;
using System.Text.Json;
using Qubrid.Client.Security;
using Qubrid.Client.Serialization;

namespace Qubrid.Client.Http;

/// <summary>One request and its answer: pulls events, streamed or whole, into a builder. Owns the response.</summary>
internal sealed class ChatResponseReader : IDisposable
{
    private static readonly TimeSpan s_lateUsageTimeout = TimeSpan.FromSeconds(2);

    private readonly ApiResponse _response;
    private readonly ApiKey _key;
    private readonly ResponseLimits _limits;
    private readonly bool _isStream;
    private IAsyncEnumerator<SseItem<bool>>? _events;
    private bool _isFinished;
    private int _choiceElements;
    private PeekableStream? _body;
    private bool _hasEvents;

    internal ChatResponseReader(ApiResponse response, ApiKey key, ResponseLimits limits, CancellationToken callToken)
    {
        _response = response;
        _key = key;
        _limits = limits;
        _isStream = IsMediaType("text/event-stream");
        Completion = new CompletionBuilder(key.CreateRedactor()) { CallToken = callToken };
    }

    internal CompletionBuilder Completion { get; }

    internal string? RequestId => ApiExceptionFactory.GetRequestId(_response.Response);

    /// <summary>Reads the next event; false when the answer is whole.</summary>
    internal async ValueTask<bool> ReadNextEventAsync(CallDeadline deadline)
    {
        try
        {
            deadline.Token.ThrowIfCancellationRequested(); // events that are there already are not waited for
            _events ??= await OpenAsync().ConfigureAwait(false);
            if (_events is null)
            {
                return false;
            }

            var hasMore = await _events.MoveNextAsync().ConfigureAwait(false);
            ThrowIfError(Completion.Error);
            if (hasMore && !_events.Current.Data)
            {
                NoteFinish();
                return true;
            }

            EnsureComplete(sawDone: hasMore);
            return false;
        }
        catch (Exception cause) when (_isFinished && cause is not QubridApiException && !deadline.IsStopped)
        {
            ThrowIfError(Completion.FindFinalError(isComplete: true));
            return false; // a reset, a cut or a silence after the finish reason loses nothing but late usage
        }
        catch (Exception cause) when (_response.TranslateException(cause, deadline) is { } failure && failure != cause)
        {
            throw failure;
        }
        catch (Exception cause) when (cause is not QubridApiException)
        {
            throw _response.ToCanceled(cause, deadline);
        }
    }

    /// <summary>Lets go of a whole answer.</summary>
    internal void DrainInBackground() => _response.DrainInBackground();

    public void Dispose() => _response.Dispose();

    // Once every choice has its finish reason, only usage and [DONE] are missing: they are not waited for as long as text is. A service
    // that sends a finish reason too early goes on with its choices, and is given the time again.
    private void NoteFinish()
    {
        _isFinished = Completion.IsFinished;
        if (_choiceElements != Completion.ChoiceElements)
        {
            _choiceElements = Completion.ChoiceElements;
            _response.ClearDeadline();
        }

        if (_isFinished)
        {
            _response.SetDeadline(s_lateUsageTimeout);
        }
    }

    /// <summary>Some services label a stream as JSON or text, and JSON as a stream; the first bytes decide, and the label where they do not.</summary>
    private async Task<IAsyncEnumerator<SseItem<bool>>?> OpenAsync()
    {
        var body = await PeekableStream.OpenAsync(_response.Body).ConfigureAwait(false);
        _body = body;
        return ContentSniffer.IsEventStream(body.Start) || (_isStream && !ContentSniffer.IsJson(body.Start))
            ? EnumerateEvents(body)
            : await ReadBufferedAsync(body).ConfigureAwait(false);
    }

    /// <summary>
    /// Reads a body that does not begin as a stream does to its end. It is one completion, or events behind more blanks than were looked at;
    /// in the latter case they are returned.
    /// </summary>
    private async Task<IAsyncEnumerator<SseItem<bool>>?> ReadBufferedAsync(Stream source)
    {
        using var body = new WholeBody();
        await body.ReadAsync(source, onComplete: () => _response.SetDeadline(s_lateUsageTimeout)).ConfigureAwait(false);
        if (ContentSniffer.IsJson(body.Text))
        {
            ReadWhole(body);
            return null;
        }

        body.ThrowIfBroken();
        if (ContentSniffer.IsEventStream(body.Text))
        {
            return EnumerateEvents(new MemoryStream(body.Text.ToArray()));
        }

        throw NoCompletion(body.Text);
    }

    private void ReadWhole(WholeBody body)
    {
        try
        {
            CompletionReader.Read(ContentSniffer.TrimByteOrderMark(body.Text), Completion);
        }
        catch (JsonException) when (Completion.HasReadChoices && Completion.IsFinished)
        {
            // Cut after the finish reason: nothing but late usage is lost.
        }
        catch (JsonException)
        {
            body.ThrowIfBroken();
            ThrowIfError(ApiError.ParseResponse(body.Text, out _));
            throw;
        }

        ThrowIfError(Completion.FindFinalError(isComplete: true));
        CompletionReader.Expect(Completion.HasStarted, "at least one choice");
    }

    private IAsyncEnumerator<SseItem<bool>> EnumerateEvents(Stream body) =>
        SseParser.Create(new EventLimitStream(body, _limits.MaxEventBytes), ReadEvent).EnumerateAsync().GetAsyncEnumerator();

    /// <summary>True for the event that ends the stream.</summary>
    private bool ReadEvent(string eventType, ReadOnlySpan<byte> data)
    {
        _hasEvents = true;
        if (eventType == "error")
        {
            Completion.Error = ApiError.Parse(data);
        }
        else if (eventType is "ping" or "keepalive" or "keep-alive" or "heartbeat")
        {
            return false; // whatever its data
        }
        else if (ContentSniffer.IsDone(data))
        {
            return true;
        }
        else if (ContentSniffer.IsJson(data))
        {
            CompletionReader.Read(data, Completion);
        }
        else if (!ContentSniffer.IsNothing(data))
        {
            throw ApiExceptionFactory.InvalidResponse($"The answer cannot be read: an event of it is not JSON but: {ApiError.Parse(data).ToSanitized(_key).Message}", _response.Response);
        }

        return false;
    }

    private void EnsureComplete(bool sawDone)
    {
        ThrowIfError(Completion.FindFinalError(isComplete: sawDone || Completion.IsFinished));
        if (!_hasEvents && _body is { } body && !ContentSniffer.IsBlank(body.Start) && !ContentSniffer.IsEventStream(body.Start))
        {
            throw NoCompletion(body.Start); // other text that is labeled as a stream
        }

        if (!sawDone && !Completion.IsFinished)
        {
            throw ApiExceptionFactory.StreamInterrupted("The answer ended in the middle: neither a finish reason nor [DONE] came.", _response.Response);
        }

        CompletionReader.Expect(Completion.HasStarted, "at least one choice");
    }

    private void ThrowIfError(ApiError? error)
    {
        if (error is not null)
        {
            throw ApiExceptionFactory.FromApiError(error, _response.Response, _key);
        }
    }

    private bool IsMediaType(string mediaType) =>
        string.Equals(_response.Response.Content.Headers.ContentType?.MediaType, mediaType, StringComparison.OrdinalIgnoreCase);

    private QubridApiException NoCompletion(ReadOnlySpan<byte> text) => ApiExceptionFactory.InvalidResponse(
        $"The answer is no chat completion but {DescribeUnexpectedBody(text)}. Check that the base address is the root of the API.", _response.Response);

    private string DescribeUnexpectedBody(ReadOnlySpan<byte> body)
    {
        if (ContentSniffer.IsBlank(body))
        {
            return "empty";
        }

        var message = ApiError.Parse(body).ToSanitized(_key).Message;
        return $"'{_response.Response.Content.Headers.ContentType?.MediaType ?? "text of no type"}': {message}";
    }
}
