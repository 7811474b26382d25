using QubridPS.Errors;
using QubridPS.Paths;

namespace QubridPS.Input;

/// <summary>Turns images into what the wire takes: an http(s) URL or data URI as it is, a file as a data URI of its content.</summary>
internal static class ImageReader
{
    // What services take at most, as far as they say. A request is held in memory, and Base64 makes a third more of it.
    internal const int MostBytesOfImage = 20 * 1024 * 1024;
    internal const int MostBytesOfAll = 50 * 1024 * 1024;

    internal static string[] Read(IEnumerable<string>? images, SessionState session)
    {
        long size = 0;
        return [.. (images ?? []).Select(image => Count(image, Read(image, session), ref size))];
    }

    internal static string[] Read(IEnumerable<FileInfo> files)
    {
        long size = 0;
        return [.. files.Select(file => Count(file.FullName, Read(file.FullName, file.FullName), ref size))];
    }

    private static string Read(string image, SessionState session) => IsAddress(image) ? image : Read(image, PathOf(image, session));

    private static bool IsAddress(string image) =>
        image.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || image.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || image.StartsWith("data:", StringComparison.OrdinalIgnoreCase);

    private static string PathOf(string image, SessionState session)
    {
        try
        {
            return FilePath.Resolve(image, session);
        }
        catch (IOException error)
        {
            throw ImageErrors.NotFound(image, error);
        }
    }

    private static string Read(string image, string path)
    {
        try
        {
            var bytes = !File.Exists(path) ? throw ImageErrors.NotFound(image)
                : new FileInfo(path).Length > MostBytesOfImage ? throw ImageErrors.TooLarge(image)
                : File.ReadAllBytes(path);
            var mediaType = ImageType.Of(bytes) ?? throw ImageErrors.NotAnImage(image);
            return $"data:{mediaType};base64,{Convert.ToBase64String(bytes)}";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw ImageErrors.NotFound(image, error);
        }
    }

    private static string Count(string image, string address, ref long size)
    {
        var bytes = address.Length * 3L / 4;
        size += bytes;
        return bytes > MostBytesOfImage + 1024 || size > MostBytesOfAll ? throw ImageErrors.TooLarge(image) : address;
    }
}
