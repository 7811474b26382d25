namespace Qubrid.Client;

/// <summary>One piece of a streamed answer, or its end (<see cref="IsLast"/>).</summary>
public sealed class ChatUpdate
{
    /// <summary>New text; joined over all updates of a choice it is the answer (wire: <c>delta.content</c>).</summary>
    public string? Text { get; init; }

    /// <summary>New reasoning (wire: <c>delta.reasoning_content</c> or <c>delta.reasoning</c>).</summary>
    public string? Reasoning { get; init; }

    /// <summary>Who speaks; on a choice's first update (wire: <c>delta.role</c>).</summary>
    public string? Role { get; init; }

    /// <summary>Which choice this belongs to, from 0 (wire: <c>index</c>).</summary>
    public int Index { get; init; }

    /// <summary>On the last update: why the first choice ended.</summary>
    public string? FinishReason => Completion?.FinishReason;

    /// <summary>On the last update: token counts, if the service sent them.</summary>
    public ChatUsage? Usage => Completion?.Usage;

    /// <summary>On the last update: the service's own timing, if it sent it.</summary>
    public ServiceMetrics? Metrics => Completion?.Metrics;

    /// <summary>The object that the request was made from, if there was one.</summary>
    public object? InputObject { get; set; }

    /// <summary>True on the one last update of an answer.</summary>
    public bool IsLast => Completion is not null;

    /// <summary>On the last update: the whole answer.</summary>
    public ChatCompletion? Completion { get; init; }

    /// <summary>The update that ends an answer.</summary>
    public static ChatUpdate CreateFinal(ChatCompletion completion) => new() { Completion = completion };

    /// <inheritdoc/>
    public override string ToString() => Text ?? "";
}
