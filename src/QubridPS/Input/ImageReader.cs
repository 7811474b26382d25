using QubridPS.Errors;

namespace QubridPS.Input;

/// <summary>Turns -Image into what the wire takes: an http(s) URL or data URI as it is, a file as a data URI of its content.</summary>
internal static class ImageReader
{
    internal static string Read(string image, SessionState session)
    {
        if (image.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || image.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || image.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            return image;
        }

        var bytes = ReadFile(image, session);
        var mediaType = MediaType(bytes) ?? throw InputErrors.NotAnImage(image);
        return $"data:{mediaType};base64,{Convert.ToBase64String(bytes)}";
    }

    private static byte[] ReadFile(string image, SessionState session)
    {
        try
        {
            var path = session.Path.GetUnresolvedProviderPathFromPSPath(image);
            return File.Exists(path) ? File.ReadAllBytes(path) : throw InputErrors.ImageNotFound(image);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or SessionStateException or NotSupportedException)
        {
            throw InputErrors.ImageNotFound(image, error);
        }
    }

    // By content, since a wrong ending is common and a wrong media type is refused.
    private static string? MediaType(byte[] bytes) => bytes switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        _ => null,
    };
}
