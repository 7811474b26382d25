namespace QubridPS.Input;

/// <summary>Detects the media type of an image from its content. File extensions are often wrong, and services reject a wrong media type.</summary>
internal static class ImageMediaType
{
    /// <summary>The number of bytes at the start of a file that are needed for detection.</summary>
    internal const int HeaderLength = 12;

    internal static string? Detect(byte[] bytes) => bytes switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        _ => null,
    };
}
