namespace Qubrid.Client.Tests.Support;

/// <summary>Creates event streams from chunks.</summary>
internal static class Sse
{
    internal const string Done = "data: [DONE]\n\n";

    /// <summary>Creates a complete stream.</summary>
    internal static string CreateStream(params string[] chunks) => CreateEvents(chunks) + Done;

    /// <summary>Creates the events without [DONE].</summary>
    internal static string CreateEvents(params string[] chunks) => string.Concat(chunks.Select(chunk => $"data: {chunk}\n\n"));

    /// <summary>Creates a complete stream with one delta per text.</summary>
    internal static string TextStream(params string[] texts) => CreateStream([.. texts.Select(text => Chunk.Text(text)), Chunk.Stop()]);
}
