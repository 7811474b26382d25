using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Errors;

namespace QubridPS.Input;

/// <summary>Implements -As Content: replaces the files of the pipeline with their content. Folders are skipped.</summary>
internal sealed class ContentCollector(FileContentReader reader, Action<string> warn)
{
    private bool _hasSkippedFolder;

    /// <summary>Gets the content of all files of the common request.</summary>
    internal FileContents Contents { get; } = reader.CreateContents();

    /// <summary>Gets whether there were only folders.</summary>
    internal bool HasOnlyFolders => _hasSkippedFolder && Contents.Count == 0;

    /// <summary>Adds a file to the common request, which is not sent if one of its files cannot be read.</summary>
    internal void Add(PSObject? item)
    {
        try
        {
            if (FindFile(item) is { } file)
            {
                reader.Add(Contents, file.FullName);
            }
        }
        catch (QubridInputException error)
        {
            throw error.ForCommand();
        }
    }

    /// <summary>Returns the request for a file; null for a folder.</summary>
    internal ChatInput? CreateInput(PSObject? item, string prompt)
    {
        if (FindFile(item) is not { } file)
        {
            return null;
        }

        var contents = reader.CreateContents();
        reader.Add(contents, file.FullName);
        return new ChatInput { Prompt = prompt, Files = contents.Texts, Images = ImageReader.Read(contents.Images), InputObject = file };
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
