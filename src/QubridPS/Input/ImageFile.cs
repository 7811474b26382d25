namespace QubridPS.Input;

/// <summary>
/// Whether a piped object is an image to look at: a file on this machine that is one by its ending and by its content. All else is data:
/// nothing that an object merely says can make a file be read.
/// </summary>
internal static class ImageFile
{
    private static readonly HashSet<string> s_extensions = new(StringComparer.OrdinalIgnoreCase) { ".png", ".jpg", ".jpeg", ".gif", ".webp" };

    internal static FileInfo? TryGet(PSObject? item) =>
        item?.BaseObject is FileInfo file && s_extensions.Contains(file.Extension) && IsImage(file) ? file : null;

    private static bool IsImage(FileInfo file)
    {
        try
        {
            if (!file.Exists || file.Length < ImageMediaType.HeaderLength)
            {
                return false; // a pipe has no length, and its reader would wait
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
