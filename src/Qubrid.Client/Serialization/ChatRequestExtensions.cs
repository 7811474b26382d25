using Qubrid.Client.Serialization;

namespace Qubrid.Client;

/// <summary>Serializes requests.</summary>
public static class ChatRequestExtensions
{
    /// <summary>Returns the body of the request: UTF-8 JSON without a byte order mark. Equal requests have equal bytes. The array is cached; do not change it.</summary>
    public static byte[] ToUtf8Json(this ChatRequest request) => request.CachedBody ??= RequestWriter.Write(request);
}
