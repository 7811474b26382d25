namespace Qubrid.Client.Tests.Support;

/// <summary>Chunks as the events of a stream.</summary>
internal static class Sse
{
    internal const string Done = "data: [DONE]\n\n";

    /// <summary>A whole stream.</summary>
    internal static string CreateStream(params string[] chunks) => CreateEvents(chunks) + Done;

    /// <summary>The events alone, without the end.</summary>
    internal static string CreateEvents(params string[] chunks) => string.Concat(chunks.Select(chunk => $"data: {chunk}\n\n"));

    /// <summary>The usual answer: each text in a delta of its own.</summary>
    internal static string TextStream(params string[] texts) => CreateStream([.. texts.Select(text => Chunk.Text(text)), Chunk.Stop()]);
}
