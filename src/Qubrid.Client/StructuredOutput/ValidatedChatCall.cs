namespace Qubrid.Client.StructuredOutput;

/// <summary>
/// Validates the completion of a call against a schema. If the service rejects <c>response_format</c>, the request is sent without it. If the
/// completion does not match, the validation error is sent to the model, unless the text was already returned as updates.
/// </summary>
internal sealed class ValidatedChatCall(
    Func<ChatRequest, ChatCall> createCall,
    ServiceCapabilities capabilities,
    ChatRequest request,
    ResponseSchema schema,
    int maxSchemaRetries,
    CallOptions options) : ChatCall
{
    private ChatCall? _call;

    public override int ChunksReceived => Volatile.Read(ref _call)?.ChunksReceived ?? 0;

    public override double ElapsedSeconds => Volatile.Read(ref _call)?.ElapsedSeconds ?? 0;

    public override async Task<ChatCompletion> CompleteAsync()
    {
        var next = request;
        for (var previousUsage = default(ChatUsage); ;)
        {
            await StartAsync(next, static async call => await call.CompleteAsync().ConfigureAwait(false)).ConfigureAwait(false);
            var completion = _call!.Completion!.WithHistory(request.Messages, previousUsage);
            if (Validate(completion) is not { } mismatch)
            {
                return Completion = completion;
            }

            // A completion that reached the maximum number of tokens would reach it again. Each retry adds two messages.
            if (next.Messages.Count >= request.Messages.Count + (2 * maxSchemaRetries) || completion.IsTruncated)
            {
                throw Redact(mismatch, next).ToException(completion);
            }

            options.WriteLog($"The completion does not match the schema ({Redact(mismatch, next)}). Retrying with the validation error.");
            previousUsage = completion.Usage;
            next = next.WithMessages([.. next.Messages, completion.Choices[0].Message, CreateCorrectionMessage(mismatch)], request.ResponseFormat);
        }
    }

    public override async ValueTask<bool> MoveNextAsync()
    {
        if (_call is null)
        {
            await StartAsync(request, static async call => await call.MoveNextAsync().ConfigureAwait(false)).ConfigureAwait(false);
        }
        else if (!await _call.MoveNextAsync().ConfigureAwait(false))
        {
            return false;
        }

        if (_call!.Current is { IsLast: true, Completion: { } completion } && Validate(completion) is { } mismatch)
        {
            throw Redact(mismatch, request).ToException(completion);
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

    private async Task StartAsync(ChatRequest next, Func<ChatCall, Task> step)
    {
        var withoutFormat = next.WithMessages(next.Messages, responseFormat: null);
        if (capabilities.IsResponseFormatUnsupported)
        {
            await step(OpenCall(withoutFormat)).ConfigureAwait(false);
            return;
        }

        try
        {
            await step(OpenCall(next)).ConfigureAwait(false);
        }
        catch (QubridApiException failure) when (failure.Kind is QubridErrorKind.InvalidRequest or QubridErrorKind.JournalMiss)
        {
            try
            {
                await step(OpenCall(withoutFormat)).ConfigureAwait(false);
            }
            catch (QubridApiException other) when (other.Kind == failure.Kind)
            {
                throw failure; // response_format was not the cause
            }

            options.WriteLog($"The service does not support response_format. The schema is sent in the system message only.");
            capabilities.IsResponseFormatUnsupported = true;
        }
    }

    private ChatCall OpenCall(ChatRequest next)
    {
        _call?.Dispose();
        var call = createCall(next);
        Volatile.Write(ref _call, call);
        return call;
    }

    private SchemaValidationResult? Validate(ChatCompletion completion) =>
        completion.HasToolCalls() || schema.Validate(completion.Text) is not { Reason: not null } result ? null : result;

    // The reason can contain a value of the completion. Errors and log lines contain what was sent.
    private SchemaValidationResult Redact(SchemaValidationResult mismatch, ChatRequest sent)
    {
        if (options.Redactor is not { IsEmpty: false } redactor)
        {
            return mismatch;
        }

        var redacted = redactor.Redact(sent);
        return new SchemaValidationResult { Path = redacted.RedactText(mismatch.Path), Reason = redacted.RedactText(mismatch.Reason!) };
    }

    private static ChatMessage CreateCorrectionMessage(SchemaValidationResult mismatch) => new()
    {
        Role = ChatRoles.User,
        Content = $"The JSON value does not match the JSON Schema at {mismatch.Path}: {mismatch.Reason}. Reply with the complete corrected JSON value and nothing else.",
    };
}
