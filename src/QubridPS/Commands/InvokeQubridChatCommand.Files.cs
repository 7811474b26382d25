using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Conversion;
using QubridPS.Errors;
using QubridPS.Input;

namespace QubridPS;

/// <content>The files whose content is sent.</content>
public sealed partial class InvokeQubridChatCommand
{
    private FileContentReader _files = null!;
    private bool _dividesFiles;

    private bool IsContentRequested(PromptSource promptSource)
    {
        if (As != DataFormat.Content)
        {
            return false;
        }

        return IsBound(nameof(Property)) ? throw RequestErrors.ContentWithProperty()
            : promptSource == PromptSource.ScriptBlock ? throw RequestErrors.ContentWithScriptBlock()
            : true;
    }

    // With -Split, files that are too large for one request are divided like piped text. If a request is sent for each object, it contains them.
    private void CreateFactories(Func<FileContents?, (RequestFactory Whole, RequestFactory Part)> create)
    {
        (_requestFactory, _partFactory) = create(ReadPath());
        if (Split && !Each && !_dividesFiles && Path is not null && !IsWithinLimit(new ChatInput { Prompt = Prompt }))
        {
            _dividesFiles = true;
        }

        if (_dividesFiles)
        {
            (_requestFactory, _partFactory) = create(null);
        }
    }

    private FileContents? ReadPath()
    {
        try
        {
            return _files.Read(Path);
        }
        catch (QubridInputException error) when (Split && !Each && error.ErrorRecord.FullyQualifiedErrorId == LimitErrors.InputTooLargeId)
        {
            _dividesFiles = true;
            return null;
        }
    }

    private IEnumerable<FileLine> ReadDividedFiles() => _dividesFiles ? _files.ReadLines(Path!) : [];

    private bool IsWithinLimit(ChatInput input) => !(TokenEstimator.Estimate(_requestFactory.Create(input).Messages) > MaxInputTokens);
}
