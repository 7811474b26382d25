using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Errors;
using QubridPS.Testing;

namespace QubridPS;

/// <summary>
/// Creates an error record of Invoke-QubridChat without calling the service, for use in tests. Null and empty arguments count as not
/// specified, because mocks forward their own parameters.
/// </summary>
[Cmdlet(VerbsCommon.New, "QubridErrorRecord", HelpUri = HelpUriBase + "New-QubridErrorRecord.md")]
[OutputType(typeof(ErrorRecord))]
public sealed class NewQubridErrorRecordCommand : QubridCmdletBase
{
    private const int RateLimitedStatus = 429;
    private const int ServerErrorStatus = 500;

    /// <summary>Specifies the HTTP status of the response, from 300 to 599. It determines the error id if -Id is not specified.</summary>
    [Parameter]
    [ValidateRange(300, 599)]
    public int? StatusCode { get; set; }

    /// <summary>Specifies the error id, such as Qubrid.RateLimited.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(ErrorIdCompleter))]
    public string? Id { get; set; }

    /// <summary>Specifies the message of the service, or the message of an error that occurs before a request is sent.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public string? Message { get; set; }

    /// <summary>Specifies the delay that the service requests, in seconds or as a TimeSpan.</summary>
    [Parameter]
    [AllowNull]
    [SecondsTransformation]
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>Specifies the text that was received before the failure.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public string? PartialText { get; set; }

    /// <summary>Specifies the target object of the error.</summary>
    [Parameter]
    [AllowNull]
    public object? TargetObject { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => InvokeWithErrorHandling(() => WriteObject(
        NullIfEmpty(Id) is not { } id || SampleErrors.FindKind(id) is not null ? CreateCallError() : CreateInputError(id)));

    private ErrorRecord CreateCallError()
    {
        var kind = NullIfEmpty(Id) is { } id ? SampleErrors.FindKind(id) : null;
        if (kind is null && StatusCode is null && NullIfEmpty(PartialText) is not null)
        {
            kind = QubridErrorKind.StreamInterrupted;
        }

        var failure = new SampleFailure
        {
            Kind = kind,
            StatusCode = StatusCode ?? (kind is not null ? null : RetryAfter is null ? ServerErrorStatus : RateLimitedStatus),
            Message = NullIfEmpty(Message),
            RetryAfter = RetryAfter,
            Model = QubridConnection.BuiltInModel,
            PartialCompletion = NullIfEmpty(PartialText) is { } text ? CreatePartialCompletion(text) : null,
        };
        return ApiErrorRecordFactory.CreateAsCaught(failure.ToException(), TargetValue, typeof(InvokeQubridChatCommand));
    }

    private ErrorRecord CreateInputError(string id)
    {
        var sample = SampleErrors.CreateInputError(id) ?? throw MockErrors.UnknownErrorId(id, SampleErrors.Ids);
        var unsupported = StatusCode is not null ? nameof(StatusCode) : RetryAfter is not null ? nameof(RetryAfter) : NullIfEmpty(PartialText) is not null ? nameof(PartialText) : null;
        if (unsupported is not null)
        {
            throw MockErrors.NotACallError(id, unsupported);
        }

        var record = sample.ErrorRecord;
        return new QubridInputException(
            $"{record.FullyQualifiedErrorId},{typeof(InvokeQubridChatCommand).FullName}",
            record.CategoryInfo.Category,
            NullIfEmpty(Message) ?? sample.Message,
            record.ErrorDetails.RecommendedAction,
            TargetValue)
        { TokensSpent = sample.TokensSpent, ItemsNotSent = sample.ItemsNotSent }.ErrorRecord;
    }

    private ChatCompletion CreatePartialCompletion(string text) =>
        new FakeCompletionBuilder { Text = text, Model = QubridConnection.BuiltInModel, InputObject = TargetValue, IsPartial = true }.ToCompletion();

    private object? TargetValue => PSObjectReader.Unwrap(TargetObject);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
