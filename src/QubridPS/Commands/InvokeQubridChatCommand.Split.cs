using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Errors;
using QubridPS.Execution;
using QubridPS.Input;

namespace QubridPS;

/// <content>The division of data that is too large for one request.</content>
public sealed partial class InvokeQubridChatCommand
{
    // An answer is often about this long. The plan of -WhatIf uses it if -MaxTokens does not limit the answers.
    private const int UsualAnswerTokens = 500;

    private RequestFactory _partFactory = null!;
    private DataDivider? _divider;
    private DividedChatRunner? _dividedRunner;

    /// <summary>
    /// Indicates that data larger than -MaxInputTokens is divided into several requests, whose answers are merged into one completion. Requires
    /// -MaxInputTokens.
    /// </summary>
    [Parameter]
    public SwitchParameter Split { get; set; }

    /// <summary>Specifies the instruction for merging the answers for the parts. It replaces the built-in instruction. Requires -Split.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? MergePrompt { get; set; }

    // Whether all data is divided together, so that an object that does not fit is an error of the command.
    private bool IsCommonData => _divider is not null && !Each;

    private void ValidateSplit()
    {
        if (MergePrompt is not null && !Split)
        {
            throw RequestErrors.MergePromptWithoutSplit();
        }

        if (Split && MaxInputTokens is null)
        {
            throw RequestErrors.SplitWithoutLimit();
        }

        if (MergePrompt is not null && string.IsNullOrWhiteSpace(MergePrompt))
        {
            throw PromptErrors.EmptyPrompt(MergePrompt);
        }
    }

    private DataDivider? CreateDivider(PromptSource promptSource) => _divider = !Split ? null
        : promptSource != PromptSource.CommandLine ? throw RequestErrors.SplitWithoutData()
        : new DataDivider(Prompt!, MaxInputTokens!.Value, input => TokenEstimator.Estimate(_partFactory.Create(input).Messages), RedactText)
        {
            Redaction = Redactor is null ? null : new PartRedaction(
                input => TokenEstimator.Estimate(ApplyRedaction(new ChatWorkItem(_partFactory.Create(input), null, null)).SentRequest.Messages), FindBoundary),
        };

    private string RedactText(string text) => ApplyRedaction(new ChatWorkItem(new ChatRequest { Messages = [new ChatMessage { Content = text }] }, null, null)) is { Redact: { } redact }
        ? redact(text)
        : ResolvedConnection.Client.Redact(text);

    private int FindBoundary(string text, int position)
    {
        try
        {
            return Redactor!.FindBoundary(text, position);
        }
        catch (QubridApiException failure)
        {
            throw RedactionErrors.Failed(failure, target: null);
        }
    }

    private SplitSettings CreateSplitSettings() => new(
        Prompt!,
        MergePrompt,
        MaxInputTokens!.Value,
        text => _partFactory.Create(new ChatInput { Prompt = text, IsMerge = true }),
        text => _requestFactory.Create(new ChatInput { Prompt = text, IsMerge = true }))
    { AnswerTokens = MaxTokens ?? UsualAnswerTokens };

    // The parts that were sent before an error are completed, so that a checkpoint keeps them.
    private void KeepSentParts(Action step) => InvokeWithErrorHandling(() =>
    {
        try
        {
            step();
        }
        catch (QubridInputException)
        {
            _dividedRunner?.FinishSentParts();
            throw;
        }
    });

    private void Send(ChatWorkItem workItem, IEnumerable<DataPart>? parts)
    {
        if (parts is null)
        {
            _dispatcher.SendItem(workItem);
        }
        else
        {
            _dispatcher.SendDividedItem(parts.Select(CreatePart), CreateSplitSettings(), workItem);
        }
    }

    private ChatWorkItem CreatePart(DataPart part) => ApplyRedaction(new ChatWorkItem(_partFactory.Create(part.Input), null, null) { Name = part.Name });

    // Parts are sent after all objects of an argument were read, so that nothing is sent if one of them is too large.
    private void SendReadyParts()
    {
        foreach (var part in _divider?.TakeParts() ?? [])
        {
            _dividedRunner ??= _dispatcher.CreateDividedRunner(CreateSplitSettings());
            _dividedRunner.AddPart(CreatePart(part));
        }
    }

    private void CompleteParts() =>
        _dispatcher.CompleteDivided(_dividedRunner!, ApplyRedaction(new ChatWorkItem(_requestFactory.Create(new ChatInput { Prompt = Prompt }), null, Prompt)));
}
