using Qubrid.Client;
using QubridPS.Schemas;

namespace QubridPS.Execution;

/// <summary>Whom requests are put to, and what is expected of the answers.</summary>
internal sealed class ChatSource(QubridClient client, AnswerShape? shape, int maximumRepairs)
{
    internal QubridClient Client => client;

    internal ChatCall Chat(ChatRequest request, CallOptions options, CancellationToken stop) =>
        shape is null ? client.CreateChatCall(request, options, stop) : client.CreateChatCall(request, shape.Schema, maximumRepairs, options, stop);

    /// <summary>Makes data of the answer, on the pipeline thread.</summary>
    internal void Fill(ChatCompletion completion) => shape?.Fill(completion);
}
