using QubridPS.Files;

namespace QubridPS.Input;

/// <summary>Determines whether a file is a text file: a local file whose beginning contains text.</summary>
internal static class TextFile
{
    private const int HeaderLength = 512;

    // Opening these would download the content of a file that is stored elsewhere (FILE_ATTRIBUTE_RECALL_ON_OPEN and ..._ON_DATA_ACCESS).
    private const FileAttributes RemoteContent = FileAttributes.Offline | (FileAttributes)0x0004_0000 | (FileAttributes)0x0040_0000;

    internal static bool IsText(FileInfo file)
    {
        try
        {
            if (!file.Exists || file.Length == 0 || (file.Attributes & (RemoteContent | FileAttributes.Device)) != 0)
            {
                return false; // reading a named pipe, which has no length, would block
            }

            using var content = file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var header = new byte[HeaderLength];
            return TextEncodingDetector.Detect(header, content.Read(header, 0, header.Length)) is not null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
