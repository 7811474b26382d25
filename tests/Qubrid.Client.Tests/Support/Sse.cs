namespace Qubrid.Client.Tests.Support;

/// <summary>Chunks as the events of a stream.</summary>
internal static class Sse
{
    internal const string Done = "data: [DONE]\n\n";

    /// <summary>A whole stream.</summary>
    internal static string Stream(params string[] chunks) => Events(chunks) + Done;

    /// <summary>The events alone, without the end.</summary>
    internal static string Events(params string[] chunks) => string.Concat(chunks.Select(chunk => $"data: {chunk}\n\n"));

    /// <summary>The usual answer: each text in a delta of its own.</summary>
    internal static string Say(params string[] texts) => Stream([.. texts.Select(text => Chunk.Text(text)), Chunk.Stop()]);
}
