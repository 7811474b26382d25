namespace QubridPS.Input;

/// <summary>
/// Determines whether an input object is an image file: a local file with the extension and the content of an image. A property of another
/// object never causes a file to be read.
/// </summary>
internal static class ImageFile
{
    private static readonly HashSet<string> s_extensions = new(StringComparer.OrdinalIgnoreCase) { ".png", ".jpg", ".jpeg", ".gif", ".webp" };

    internal static FileInfo? TryGet(PSObject? item) =>
        item?.BaseObject is FileInfo file && s_extensions.Contains(file.Extension) && IsImage(file) ? file : null;

    /// <summary>Returns whether the content of a file is an image.</summary>
    internal static bool IsImage(FileInfo file)
    {
        try
        {
            if (!file.Exists || file.Length < ImageMediaType.HeaderLength)
            {
                return false; // reading a named pipe, which has no length, would block
            }

            using var content = file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var header = new byte[ImageMediaType.HeaderLength];
            return content.Read(header, 0, header.Length) == header.Length && ImageMediaType.Detect(header) is not null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
