using Qubrid.Client;

namespace QubridPS.Execution;

/// <summary>Creates calls. With a schema, a response that does not match it is requested again, up to a number of retries.</summary>
internal sealed class ChatCallFactory(QubridClient client, ResponseSchema? schema = null, int maxSchemaRetries = 0)
{
    internal QubridClient Client => client;

    internal ChatCall Create(ChatRequest request, CallOptions options, CancellationToken cancellationToken) =>
        schema is null ? client.CreateChatCall(request, options, cancellationToken) : client.CreateChatCall(request, schema, maxSchemaRetries, options, cancellationToken);
}
