using System.Net.ServerSentEvents;
using System.Text.Json;
using Qubrid.Client.Security;
using Qubrid.Client.Serialization;

namespace Qubrid.Client.Http;

/// <summary>Reads a chat response, streamed or not, into a <see cref="CompletionBuilder"/>. Owns the response.</summary>
internal sealed class ChatResponseReader : IDisposable
{
    private static readonly TimeSpan s_lateUsageTimeout = TimeSpan.FromSeconds(2);

    private readonly ApiResponse _response;
    private readonly ApiKey _key;
    private readonly ResponseLimits _limits;
    private readonly bool _isStream;
    private LimitedStream? _eventBody;
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

    /// <summary>Reads the next event; returns false if the response is complete.</summary>
    internal async ValueTask<bool> ReadNextEventAsync(CallDeadline deadline)
    {
        try
        {
            deadline.Token.ThrowIfCancellationRequested(); // reading events that were already received never waits
            _events ??= await OpenAsync().ConfigureAwait(false);
            if (_events is null)
            {
                return false;
            }

            var hasMore = await _events.MoveNextAsync().ConfigureAwait(false);
            ThrowIfError(Completion.Error);
            if (hasMore && !_events.Current.Data)
            {
                UpdateDeadline();
                return true;
            }

            EnsureComplete(sawDone: hasMore);
            return false;
        }
        catch (Exception cause) when (_isFinished && cause is not QubridApiException && !deadline.IsCanceled)
        {
            ThrowIfError(Completion.FindFinalError(isComplete: true));
            return false; // a connection that fails after the finish reason loses only the usage
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

    /// <summary>Releases the connection of a complete response.</summary>
    internal void DrainInBackground() => _response.DrainInBackground();

    public void Dispose() => _response.Dispose();

    // After the finish reason of every choice only usage and [DONE] can follow, so a short time limit applies. Some services send a finish reason
    // too early and then more choices, which clear the limit.
    private void UpdateDeadline()
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

    /// <summary>Detects the format. Some services label a stream as JSON or text, and JSON as a stream, so the first bytes decide, and the label only if they do not.</summary>
    private async Task<IAsyncEnumerator<SseItem<bool>>?> OpenAsync()
    {
        var body = await PeekableStream.OpenAsync(_response.Body).ConfigureAwait(false);
        _body = body;
        return ContentSniffer.IsEventStream(body.Start) || (_isStream && !ContentSniffer.IsJson(body.Start))
            ? EnumerateEvents(body)
            : await ReadBufferedAsync(body).ConfigureAwait(false);
    }

    /// <summary>
    /// Reads a body that does not start like a stream to its end. Returns null if it was one JSON completion, or the events if they follow more white
    /// space than was examined.
    /// </summary>
    private async Task<IAsyncEnumerator<SseItem<bool>>?> ReadBufferedAsync(Stream source)
    {
        using var body = new BufferedBody();
        await body.ReadAsync(source, onComplete: () => _response.SetDeadline(s_lateUsageTimeout)).ConfigureAwait(false);
        if (ContentSniffer.IsJson(body.Bytes))
        {
            ReadCompletion(body);
            return null;
        }

        body.ThrowIfInterrupted();
        if (ContentSniffer.IsEventStream(body.Bytes))
        {
            return EnumerateEvents(new MemoryStream(body.Bytes.ToArray()));
        }

        throw CreateUnexpectedBodyException(body.Bytes);
    }

    private void ReadCompletion(BufferedBody body)
    {
        try
        {
            CompletionReader.Read(ContentSniffer.TrimByteOrderMark(body.Bytes), Completion);
        }
        catch (JsonException) when (Completion.HasReadChoices && Completion.IsFinished)
        {
            // The JSON ends after the finish reason, so that only the usage is lost.
        }
        catch (JsonException)
        {
            body.ThrowIfInterrupted();
            ThrowIfError(ApiError.ParseResponse(body.Bytes, out _));
            throw;
        }

        ThrowIfError(Completion.FindFinalError(isComplete: true));
        CompletionReader.Expect(Completion.HasStarted, "at least one choice");
    }

    private IAsyncEnumerator<SseItem<bool>> EnumerateEvents(Stream body)
    {
        _eventBody = new LimitedStream(body, _limits.MaxEventBytes, "one event of it"); // the parser keeps an incomplete event in memory
        return SseParser.Create(_eventBody, ReadEvent).EnumerateAsync().GetAsyncEnumerator();
    }

    /// <summary>Reads one event; returns true for the event that ends the stream.</summary>
    private bool ReadEvent(string eventType, ReadOnlySpan<byte> data)
    {
        _hasEvents = true;
        _eventBody!.Restart();
        if (eventType == "error")
        {
            Completion.Error = ApiError.Parse(data);
        }
        else if (eventType is "ping" or "keepalive" or "keep-alive" or "heartbeat")
        {
            return false; // the data has no meaning
        }
        else if (ContentSniffer.IsDone(data))
        {
            return true;
        }
        else if (ContentSniffer.IsJson(data))
        {
            CompletionReader.Read(data, Completion);
        }
        else if (!ContentSniffer.IsEmptyValue(data))
        {
            throw ApiExceptionFactory.InvalidResponse($"The response cannot be read: an event contains no JSON but: {ApiError.Parse(data).ToSanitized(_key).Message}", _response.Response);
        }

        return false;
    }

    private void EnsureComplete(bool sawDone)
    {
        ThrowIfError(Completion.FindFinalError(isComplete: sawDone || Completion.IsFinished));
        if (!_hasEvents && _body is { } body && !ContentSniffer.IsBlank(body.Start) && !ContentSniffer.IsEventStream(body.Start))
        {
            throw CreateUnexpectedBodyException(body.Start); // another text that is labeled as a stream
        }

        if (!sawDone && !Completion.IsFinished)
        {
            throw ApiExceptionFactory.StreamInterrupted("The stream ended early: it contained neither a finish reason nor [DONE].", _response.Response);
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

    private QubridApiException CreateUnexpectedBodyException(ReadOnlySpan<byte> text) => ApiExceptionFactory.InvalidResponse(
        $"The response is not a chat completion but {DescribeUnexpectedBody(text)}. Check that the base address is the root of the API.", _response.Response);

    private string DescribeUnexpectedBody(ReadOnlySpan<byte> body)
    {
        if (ContentSniffer.IsBlank(body))
        {
            return "empty";
        }

        var message = ApiError.Parse(body).ToSanitized(_key).Message;
        return $"'{_response.Response.Content.Headers.ContentType?.MediaType ?? "text without a type"}': {message}";
    }
}
