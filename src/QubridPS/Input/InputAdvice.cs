using QubridPS.Conversion;

namespace QubridPS.Input;

/// <summary>Warns once if the input is not sent in the way that its user probably means, and says what to type instead.</summary>
internal sealed class InputAdvice(Action<string> warn, string commandName)
{
    // Enough to recognize a folder of text files, without opening all files of a disk.
    private const int MaxCheckedFiles = 50;

    private int _checkedFiles;
    private bool _hasWarned;

    /// <summary>Gets whether a request is sent for each object.</summary>
    internal bool OnePerObject { get; init; }

    /// <summary>Warns if an object that is sent as data is a text file, because only its properties are sent.</summary>
    internal void CheckData(PSObject? item)
    {
        if (_hasWarned || item?.BaseObject is not FileInfo file || _checkedFiles == MaxCheckedFiles)
        {
            return;
        }

        _checkedFiles++;
        if (TextFile.IsText(file))
        {
            _hasWarned = true;
            warn($"Only properties of the files are sent, such as name and size, not the content. {WaysToSendContent()} "
                + "To send properties without this warning, use Select-Object.");
        }
    }

    /// <summary>Returns the warning that parameters for several requests have no effect on a single one; null if there is none.</summary>
    internal static string? DescribeUnusedParameters(int objectCount, bool hasThrottleLimit, bool hasCheckpoint)
    {
        var effect = (hasThrottleLimit, hasCheckpoint) switch
        {
            (true, true) => "-ThrottleLimit has no effect and -Checkpoint can save only the whole result",
            (true, false) => "-ThrottleLimit has no effect",
            (false, true) => "-Checkpoint can save only the whole result",
            _ => null,
        };
        return effect is null || objectCount < 2 ? null
            : $"All {objectCount} input objects are sent in one request, so {effect}. To send one request for each object, add -Each.";
    }

    // The one place that names the ways to send the content of files.
    private string WaysToSendContent() => OnePerObject
        ? $"To send the content of each file, type: ... | {commandName} '<instruction>' -As Content -Each."
        : $"To send the content, type: ... | {commandName} '<instruction>' -As Content.";
}
