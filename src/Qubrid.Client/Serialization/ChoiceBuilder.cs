using System.Text.Json;
using Qubrid.Client.Security;

namespace Qubrid.Client.Serialization;

/// <summary>Builds one choice from its deltas, or from a complete message.</summary>
internal sealed class ChoiceBuilder(int index, KeyRedactor redactor, bool isComplete = false)
{
    private ExtensionDataBuilder? _summaryFields;
    private bool _roleEmitted;

    internal int Index { get; } = index;

    internal string? Role { get; set; }

    internal string? Name { get; set; }

    internal RedactingTextBuffer? Content { get; set; }

    internal RedactingTextBuffer? Reasoning { get; set; }

    internal RedactingTextBuffer? Refusal { get; set; }

    internal string? FinishReason { get; set; }

    internal ToolCallListBuilder ToolCalls { get; private set; } = new(redactor, isComplete);

    internal ExtensionDataBuilder MessageFields { get; } = new(isComplete ? MergeMode.Replace : MergeMode.AppendAll, redactor);

    internal ExtensionDataBuilder ChoiceFields { get; } = new(MergeMode.AppendArrays, redactor);

    /// <summary>Gets the number of chunks of text, reasoning and refusal that were added.</summary>
    internal int ChunkCount => (Content?.ChunkCount ?? 0) + (Reasoning?.ChunkCount ?? 0) + (Refusal?.ChunkCount ?? 0);

    private string RedactedRole => redactor.Redact(Role) ?? ChatRoles.Assistant;

    /// <summary>Appends the JSON string at the reader's position to a text, which is created if it is null.</summary>
    internal RedactingTextBuffer Append(ref Utf8JsonReader reader, RedactingTextBuffer? text)
    {
        text ??= new RedactingTextBuffer(redactor);
        if (reader.ValueSpan.Length > 0)
        {
            text.Append(ref reader);
        }

        return text;
    }

    /// <summary>
    /// Adds a complete message. Text that deltas already contained is not repeated: MiniMax ends a stream with the complete message, and Perplexity
    /// sends the complete text so far with every delta.
    /// </summary>
    internal void AddSummary(ChoiceBuilder summary)
    {
        Role = summary.Role ?? Role;
        Name = summary.Name ?? Name;
        Content = AddSummary(Content, summary.Content);
        Reasoning = AddSummary(Reasoning, summary.Reasoning);
        Refusal = AddSummary(Refusal, summary.Refusal);
        if (summary.ToolCalls.Count > 0 && (ToolCalls.Count == 0 || ToolCalls.IsSummary))
        {
            ToolCalls = summary.ToolCalls;
        }

        _summaryFields = summary.MessageFields;
    }

    /// <summary>Marks the state that <see cref="UndoChunk"/> returns to.</summary>
    internal void BeginChunk()
    {
        Content?.BeginChunk();
        Reasoning?.BeginChunk();
        Refusal?.BeginChunk();
        ToolCalls.BeginChunk();
        MessageFields.BeginChunk();
        ChoiceFields.BeginChunk();
    }

    /// <summary>Removes what the current chunk has added, because the last of duplicate properties is used.</summary>
    internal void UndoChunk()
    {
        Content?.UndoChunk();
        Reasoning?.UndoChunk();
        Refusal?.UndoChunk();
        ToolCalls.UndoChunk();
    }

    /// <summary>Returns the text and reasoning since the last update, or null if there is none.</summary>
    internal ChatUpdate? TakeUpdate(bool isFinal)
    {
        if (Content?.HasPending(isFinal) is not true && Reasoning?.HasPending(isFinal) is not true)
        {
            return null;
        }

        var role = _roleEmitted ? null : RedactedRole;
        _roleEmitted = true;
        return new ChatUpdate { Text = Content?.TakePending(isFinal), Reasoning = Reasoning?.TakePending(isFinal), Role = role, Index = Index };
    }

    internal ChatChoice Build(ToolCallIds ids) => new()
    {
        Index = Index,
        FinishReason = redactor.Redact(FinishReason),
        AdditionalProperties = ChoiceFields.Values,
        Message = new ChatMessage
        {
            Role = RedactedRole,
            Content = Content?.ToString(),
            Name = redactor.Redact(Name),
            Reasoning = Reasoning?.ToString(),
            Refusal = Refusal?.ToString(),
            ToolCalls = ToolCalls.Build(ids),
            AdditionalProperties = BuildFields(),
        },
    };

    private static RedactingTextBuffer? AddSummary(RedactingTextBuffer? received, RedactingTextBuffer? summary)
    {
        if (summary is null || received is { Length: > 0, IsSummary: false })
        {
            return received;
        }

        if (received is null or { Length: 0 })
        {
            summary.IsSummary = true;
            return summary;
        }

        // If each message contains the complete text so far, only its end is new. Otherwise the message is a chunk.
        var previous = received.Text;
        var latest = summary.Text;
        if (!previous.StartsWith(latest))
        {
            received.AppendText(latest.Slice(latest.StartsWith(previous) ? previous.Length : 0).ToString());
        }

        return received;
    }

    private IReadOnlyDictionary<string, object?> BuildFields()
    {
        if (_summaryFields is null || _summaryFields.Values.Count == 0)
        {
            return MessageFields.Values;
        }

        var fields = _summaryFields.Values.ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);
        foreach (var field in MessageFields.Values)
        {
            fields[field.Key] = field.Value;
        }

        return fields;
    }
}
