using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Conversion;
using QubridPS.Errors;

namespace QubridPS.Input;

/// <summary>Implements -As Content: replaces the files of the pipeline with their content. Folders are skipped.</summary>
internal sealed class ContentCollector(FileContentReader reader, Action<string> warn)
{
    private readonly List<string> _paths = [];
    private bool _hasSkippedFolder;
    private bool _isDivided;

    /// <summary>Gets the content of all files of the common request.</summary>
    internal FileContents Contents { get; private set; } = reader.CreateContents();

    /// <summary>Gets whether there were only folders.</summary>
    internal bool HasOnlyFolders => _hasSkippedFolder && Contents.Count == 0 && !_isDivided;

    /// <summary>
    /// Adds a file to the common request, which is not sent if one of its files cannot be read. If the files are divisible and too large for one
    /// request, their lines are returned instead.
    /// </summary>
    internal IEnumerable<FileLine> Add(PSObject? item, bool isDivisible)
    {
        try
        {
            return FindFile(item) is { } file ? Add(file, isDivisible) : [];
        }
        catch (QubridInputException error)
        {
            throw error.ForCommand();
        }
    }

    /// <summary>Returns the lines of all files that were added, which are not part of <see cref="Contents"/> any more.</summary>
    internal IEnumerable<FileLine> TakeLines()
    {
        _isDivided = true;
        Contents = reader.CreateContents();
        string[] paths = [.. _paths];
        _paths.Clear();
        return reader.ReadLines(paths);
    }

    /// <summary>Returns the request for a file; null for a folder.</summary>
    /// <param name="item">The file.</param>
    /// <param name="prompt">The prompt.</param>
    /// <param name="divide">Divides the lines of a file whose request, the first argument, is null or too large; null if files are not divided.</param>
    internal ChatInput? CreateInput(PSObject? item, string prompt, Func<ChatInput?, IEnumerable<FileLine>, FileInfo, ChatInput?>? divide)
    {
        if (FindFile(item) is not { } file)
        {
            return null;
        }

        var input = TryCreate(file, prompt, isDivisible: divide is not null);
        return divide is null || input is { Images.Length: > 0 } ? input : divide(input, reader.ReadLines([file.FullName]), file);
    }

    private ChatInput? TryCreate(FileInfo file, string prompt, bool isDivisible)
    {
        var contents = reader.CreateContents();
        return TryRead(contents, file, isDivisible)
            ? new ChatInput { Prompt = prompt, Files = contents.Texts, Images = ImageReader.Read(contents.Images), InputObject = file }
            : null;
    }

    private IEnumerable<FileLine> Add(FileInfo file, bool isDivisible)
    {
        _paths.Add(file.FullName);
        return !_isDivided && TryRead(Contents, file, isDivisible) ? [] : TakeLines();
    }

    private bool TryRead(FileContents contents, FileInfo file, bool isDivisible)
    {
        try
        {
            reader.Add(contents, file.FullName);
            return true;
        }
        catch (QubridInputException error) when (isDivisible && error.ErrorRecord.FullyQualifiedErrorId == LimitErrors.InputTooLargeId)
        {
            return false;
        }
    }

    // Null for a folder, and for a null among the files.
    private FileInfo? FindFile(PSObject? item)
    {
        switch (item?.BaseObject)
        {
            case FileInfo file:
                return file;
            case DirectoryInfo folder:
                WarnOfFolder(folder);
                return null;
            case null or DBNull:
                return null;
            default:
                throw PSObjectReader.IsTypeOrDeserialized(item, typeof(FileInfo)) ? FileErrors.RemoteFile(item) : FileErrors.NotAFile(item);
        }
    }

    private void WarnOfFolder(DirectoryInfo folder)
    {
        if (!_hasSkippedFolder)
        {
            _hasSkippedFolder = true;
            warn($"Folders have no content and are skipped, such as '{TerminalSanitizer.SanitizeLine(folder.Name)}'. Get-ChildItem -File returns only files.");
        }
    }
}
