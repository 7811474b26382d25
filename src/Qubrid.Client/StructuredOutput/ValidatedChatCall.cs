namespace Qubrid.Client.StructuredOutput;

/// <summary>
/// A call whose answer must fit a schema. A service that refuses <c>response_format</c> is asked without; an answer that does not fit
/// is shown its fault and asked again, unless it was shown to the user already.
/// </summary>
internal sealed class ValidatedChatCall : ChatCall
{
    private readonly QubridClient _client;
    private readonly ChatRequest _request;
    private readonly ResponseSchema _schema;
    private readonly int _maxSchemaRetries;
    private readonly CallOptions _options;
    private readonly CancellationToken _cancellationToken;
    private ChatCall? _call;

    internal ValidatedChatCall(QubridClient client, ChatRequest request, ResponseSchema schema, int maxSchemaRetries, CallOptions options, CancellationToken cancellationToken) =>
        (_client, _request, _schema, _maxSchemaRetries, _options, _cancellationToken) = (client, request, schema, maxSchemaRetries, options, cancellationToken);

    public override int ChunksReceived => Volatile.Read(ref _call)?.ChunksReceived ?? 0;

    public override double ElapsedSeconds => Volatile.Read(ref _call)?.ElapsedSeconds ?? 0;

    public override async Task<ChatCompletion> CompleteAsync()
    {
        var request = _request;
        for (var previousUsage = default(ChatUsage); ;)
        {
            await StartAsync(request, static async call => await call.CompleteAsync().ConfigureAwait(false)).ConfigureAwait(false);
            var completion = _call!.Completion!.WithHistory(_request.Messages, previousUsage);
            if (Validate(completion) is not { } mismatch)
            {
                return Completion = completion;
            }

            // What was cut at the limit of tokens would be cut again.
            if (request.Messages.Count >= _request.Messages.Count + (2 * _maxSchemaRetries) || SchemaMismatchErrors.IsTruncated(completion))
            {
                throw SchemaMismatchErrors.Create(completion, mismatch);
            }

            _options.WriteLog($"The answer does not fit the schema ({mismatch}); the model is shown this.");
            previousUsage = completion.Usage;
            request = request.WithMessages([.. request.Messages, completion.Choices[0].Message, CreateCorrectionMessage(mismatch)], _request.ResponseFormat);
        }
    }

    public override async ValueTask<bool> MoveNextAsync()
    {
        if (_call is null)
        {
            await StartAsync(_request, static async call => await call.MoveNextAsync().ConfigureAwait(false)).ConfigureAwait(false);
        }
        else if (!await _call.MoveNextAsync().ConfigureAwait(false))
        {
            return false;
        }

        if (_call!.Current is { IsLast: true, Completion: { } completion } && Validate(completion) is { } mismatch)
        {
            throw SchemaMismatchErrors.Create(completion, mismatch);
        }

        Current = _call.Current;
        Completion = _call.Completion;
        return true;
    }

    private protected override void Dispose(bool disposing)
    {
        _call?.Dispose();
        base.Dispose(disposing);
    }

    private async Task StartAsync(ChatRequest request, Func<ChatCall, Task> step)
    {
        var withoutFormat = request.WithMessages(request.Messages, responseFormat: null);
        if (_client.IsResponseFormatUnsupported)
        {
            await step(OpenCall(withoutFormat)).ConfigureAwait(false);
            return;
        }

        try
        {
            await step(OpenCall(request)).ConfigureAwait(false);
        }
        catch (QubridApiException failure) when (failure.Kind is QubridErrorKind.InvalidRequest or QubridErrorKind.JournalMiss)
        {
            try
            {
                await step(OpenCall(withoutFormat)).ConfigureAwait(false);
            }
            catch (QubridApiException other) when (other.Kind == failure.Kind)
            {
                throw failure; // it was not the format
            }

            _options.WriteLog($"The service refuses response_format, so it is not sent any more; the schema stands in the instructions.");
            _client.IsResponseFormatUnsupported = true;
        }
    }

    private ChatCall OpenCall(ChatRequest request)
    {
        _call?.Dispose();
        var call = _client.CreateChatCall(request, _options, _cancellationToken);
        Volatile.Write(ref _call, call);
        return call;
    }

    private SchemaValidationResult? Validate(ChatCompletion completion) =>
        completion.HasToolCalls() || _schema.Validate(completion.Text) is not { Reason: not null } result ? null : result;

    private static ChatMessage CreateCorrectionMessage(SchemaValidationResult mismatch) => new()
    {
        Role = ChatRoles.User,
        Content = $"That answer does not fit the JSON Schema. At {mismatch.Path}: {mismatch.Reason}. Answer again with the whole corrected JSON value and nothing else.",
    };
}
