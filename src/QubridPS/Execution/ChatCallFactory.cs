using Qubrid.Client;
using QubridPS.Schemas;

namespace QubridPS.Execution;

/// <summary>Whom requests are put to, and what is expected of the answers.</summary>
internal sealed class ChatCallFactory(QubridClient client, SchemaBinding? schema, int maxSchemaRetries)
{
    internal QubridClient Client => client;

    internal ChatCall Create(ChatRequest request, CallOptions options, CancellationToken cancellationToken) =>
        schema is null ? client.CreateChatCall(request, options, cancellationToken) : client.CreateChatCall(request, schema.Schema, maxSchemaRetries, options, cancellationToken);

    /// <summary>Makes data of the answer, on the pipeline thread.</summary>
    internal void PopulateData(ChatCompletion completion) => schema?.PopulateData(completion);
}
