namespace QubridPS.Input;

/// <summary>The media type of an image, by content: a wrong ending is common, and a wrong media type is refused.</summary>
internal static class ImageMediaType
{
    /// <summary>How much of a file must be read to know it.</summary>
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
