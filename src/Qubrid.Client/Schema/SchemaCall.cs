namespace Qubrid.Client.Schema;

/// <summary>
/// A call whose answer must fit a schema. A service that refuses <c>response_format</c> is asked without; an answer that does not fit
/// is shown its fault and asked again, unless it was shown to the user already.
/// </summary>
internal sealed class SchemaCall : ChatCall
{
    private readonly QubridClient _client;
    private readonly ChatRequest _request;
    private readonly AnswerSchema _schema;
    private readonly int _maximumRepairs;
    private readonly CallOptions _options;
    private readonly CancellationToken _stop;
    private ChatCall? _call;

    internal SchemaCall(QubridClient client, ChatRequest request, AnswerSchema schema, int maximumRepairs, CallOptions options, CancellationToken stop) =>
        (_client, _request, _schema, _maximumRepairs, _options, _stop) = (client, request, schema, maximumRepairs, options, stop);

    public override int PiecesReceived => Volatile.Read(ref _call)?.PiecesReceived ?? 0;

    public override double ElapsedSeconds => Volatile.Read(ref _call)?.ElapsedSeconds ?? 0;

    public override async Task<ChatCompletion> CompleteAsync()
    {
        var request = _request;
        for (var spent = default(Usage); ;)
        {
            await BeginAsync(request, static async call => await call.CompleteAsync().ConfigureAwait(false)).ConfigureAwait(false);
            var completion = _call!.Completion!.After(_request.Messages, spent);
            if (FindFault(completion) is not { } fault)
            {
                return Completion = completion;
            }

            // What was cut at the limit of tokens would be cut again.
            if (request.Messages.Count >= _request.Messages.Count + (2 * _maximumRepairs) || SchemaMismatch.WasCut(completion))
            {
                throw SchemaMismatch.Create(completion, fault);
            }

            _options.WriteLog($"The answer does not fit the schema ({fault}); the model is shown this.");
            spent = completion.Usage;
            request = request.With([.. request.Messages, completion.Choices[0].Message, Complaint(fault)], _request.ResponseFormat);
        }
    }

    public override async ValueTask<bool> MoveNextAsync()
    {
        if (_call is null)
        {
            await BeginAsync(_request, static async call => await call.MoveNextAsync().ConfigureAwait(false)).ConfigureAwait(false);
        }
        else if (!await _call.MoveNextAsync().ConfigureAwait(false))
        {
            return false;
        }

        if (_call!.Current is { IsLast: true, Completion: { } completion } && FindFault(completion) is { } fault)
        {
            throw SchemaMismatch.Create(completion, fault);
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

    private async Task BeginAsync(ChatRequest request, Func<ChatCall, Task> step)
    {
        var bare = request.With(request.Messages, responseFormat: null);
        if (_client.RefusesResponseFormat)
        {
            await step(Open(bare)).ConfigureAwait(false);
            return;
        }

        try
        {
            await step(Open(request)).ConfigureAwait(false);
        }
        catch (QubridApiException refusal) when (refusal.Kind is QubridErrorKind.InvalidRequest or QubridErrorKind.JournalMiss)
        {
            try
            {
                await step(Open(bare)).ConfigureAwait(false);
            }
            catch (QubridApiException other) when (other.Kind == refusal.Kind)
            {
                throw refusal; // it was not the format
            }

            _options.WriteLog($"The service refuses response_format, so it is not sent any more; the schema stands in the instructions.");
            _client.RefusesResponseFormat = true;
        }
    }

    private ChatCall Open(ChatRequest request)
    {
        _call?.Dispose();
        var call = _client.Chat(request, _options, _stop);
        Volatile.Write(ref _call, call);
        return call;
    }

    private SchemaCheck? FindFault(ChatCompletion completion) =>
        completion.CallsTools() || _schema.Check(completion.Text) is not { Reason: not null } fault ? null : fault;

    private static ChatMessage Complaint(SchemaCheck fault) => new()
    {
        Role = ChatRole.User,
        Content = $"That answer does not fit the JSON Schema. At {fault.Path}: {fault.Reason}. Answer again with the whole corrected JSON value and nothing else.",
    };
}
