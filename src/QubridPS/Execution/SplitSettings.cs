using Qubrid.Client;

namespace QubridPS.Execution;

/// <summary>How the answers for the parts of divided data are merged.</summary>
/// <param name="Prompt">The prompt that was answered for each part.</param>
/// <param name="MergePrompt">The instruction that replaces the built-in one; null to use the built-in one.</param>
/// <param name="MaxInputTokens">The maximum estimated size of a request, in tokens.</param>
/// <param name="CreateRequest">Creates a request with a text, for a merge that is not the last one.</param>
/// <param name="CreateLastRequest">Creates a request with a text, for the last merge, which can call tools.</param>
internal sealed record SplitSettings(
    string Prompt, string? MergePrompt, long MaxInputTokens, Func<string, ChatRequest> CreateRequest, Func<string, ChatRequest> CreateLastRequest)
{
    /// <summary>Gets the number of tokens that an answer is assumed to have in the plan of -WhatIf.</summary>
    internal int AnswerTokens { get; init; }
}
