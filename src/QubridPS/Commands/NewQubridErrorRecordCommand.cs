using Qubrid.Client;
using QubridPS.Commands;
using QubridPS.Common;
using QubridPS.Errors;
using QubridPS.Testing;

namespace QubridPS;

/// <summary>
/// Creates the error record of a failed call, without a call, for a mock that throws it. A mock hands on what it was called with, so what is
/// null or empty counts as not given.
/// </summary>
[Cmdlet(VerbsCommon.New, "QubridErrorRecord", HelpUri = HelpUris.Base + "New-QubridErrorRecord.md")]
[OutputType(typeof(ErrorRecord))]
public sealed class NewQubridErrorRecordCommand : QubridCmdletBase
{
    private const int RateLimitedStatus = 429;
    private const int ServerErrorStatus = 500;

    /// <summary>The HTTP status of the response; it decides the id where -Id does not.</summary>
    [Parameter]
    [ValidateRange(300, 599)]
    public int? StatusCode { get; set; }

    /// <summary>The id of the error, such as Qubrid.RateLimited.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(ErrorIdCompleter))]
    public string? Id { get; set; }

    /// <summary>What the service says; for other errors, the message.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public string? Message { get; set; }

    /// <summary>How long the service asks to wait: seconds or a time span.</summary>
    [Parameter]
    [AllowNull]
    [SecondsTransformation]
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>The text that had arrived before the failure.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public string? PartialText { get; set; }

    /// <summary>The object that the error is about.</summary>
    [Parameter]
    [AllowNull]
    public object? TargetObject { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => InvokeWithErrorHandling(() => WriteObject(
        Given(Id) is not { } id || SampleErrors.FindKind(id) is not null ? CreateOfCall() : CreateOfInput(id)));

    private ErrorRecord CreateOfCall()
    {
        var kind = Given(Id) is { } id ? SampleErrors.FindKind(id) : null;
        if (kind is null && StatusCode is null && Given(PartialText) is not null)
        {
            kind = QubridErrorKind.StreamInterrupted;
        }

        var failure = new SampleFailure
        {
            Kind = kind,
            StatusCode = StatusCode ?? (kind is not null ? null : RetryAfter is null ? ServerErrorStatus : RateLimitedStatus),
            Message = Given(Message),
            RetryAfter = RetryAfter,
            Model = QubridConnection.BuiltInModel,
            PartialCompletion = Given(PartialText) is { } text ? CreatePartialCompletion(text) : null,
        };
        return ApiErrorRecordFactory.FromCommand(failure.ToException(), TargetValue, typeof(InvokeQubridChatCommand));
    }

    private ErrorRecord CreateOfInput(string id)
    {
        var sample = SampleErrors.CreateInputError(id) ?? throw MockErrors.UnknownErrorId(id, SampleErrors.Ids);
        var wrong = StatusCode is not null ? nameof(StatusCode) : RetryAfter is not null ? nameof(RetryAfter) : Given(PartialText) is not null ? nameof(PartialText) : null;
        if (wrong is not null)
        {
            throw MockErrors.NotOfACall(id, wrong);
        }

        var record = sample.ErrorRecord;
        return new QubridInputException(
            $"{record.FullyQualifiedErrorId},{typeof(InvokeQubridChatCommand).FullName}",
            record.CategoryInfo.Category,
            Given(Message) ?? sample.Message,
            record.ErrorDetails.RecommendedAction,
            TargetValue).ErrorRecord;
    }

    private ChatCompletion CreatePartialCompletion(string text) =>
        new FakeCompletionBuilder { Text = text, Model = QubridConnection.BuiltInModel, InputObject = TargetValue, IsPartial = true }.ToCompletion();

    private object? TargetValue => PSObjectReader.Unwrap(TargetObject);

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
