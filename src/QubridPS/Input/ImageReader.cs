using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Errors;

namespace QubridPS.Input;

/// <summary>Converts images to URLs for the request: http(s) URLs and data URIs are unchanged, and a file becomes a data URI with its content.</summary>
internal static class ImageReader
{
    // The limits that services document. A request is held in memory, and Base64 increases its size by a third.
    internal const int MaxImageBytes = 20 * 1024 * 1024;
    internal const int MaxTotalBytes = 50 * 1024 * 1024;

    internal static string[] Read(IEnumerable<string>? images, SessionState session)
    {
        long size = 0;
        return [.. (images ?? []).Select(image => EnsureWithinLimits(image, Read(image, session), ref size))];
    }

    internal static string[] Read(IEnumerable<FileInfo> files)
    {
        long size = 0;
        return [.. files.Select(file => EnsureWithinLimits(file.FullName, Read(file.FullName, file.FullName), ref size))];
    }

    private static string Read(string image, SessionState session) => IsUri(image) ? image : Read(image, ResolvePath(image, session));

    private static bool IsUri(string image) =>
        image.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || image.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || image.StartsWith("data:", StringComparison.OrdinalIgnoreCase);

    private static string ResolvePath(string image, SessionState session)
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
            LocalFile.EnsureRegular(path);
            var bytes = !File.Exists(path) ? throw ImageErrors.NotFound(image)
                : new FileInfo(path).Length > MaxImageBytes ? throw ImageErrors.TooLarge(image)
                : ReadContent(path);
            var mediaType = ImageMediaType.Detect(bytes) ?? throw ImageErrors.NotAnImage(image);
            return $"data:{mediaType};base64,{Convert.ToBase64String(bytes)}";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw ImageErrors.NotFound(image, error);
        }
    }

    // Reads only the reported length, because some files in /proc report 0 and never end.
    private static byte[] ReadContent(string path)
    {
        using var file = LocalFile.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[Math.Min(file.Length, MaxImageBytes + 1)];
        var count = 0;
        while (count < bytes.Length && file.Read(bytes, count, bytes.Length - count) is > 0 and var read)
        {
            count += read;
        }

        return count == bytes.Length ? bytes : bytes.AsSpan(0, count).ToArray();
    }

    private static string EnsureWithinLimits(string image, string uri, ref long size)
    {
        var bytes = uri.Length * 3L / 4;
        size += bytes;
        return bytes > MaxImageBytes + 1024 || size > MaxTotalBytes ? throw ImageErrors.TooLarge(image) : uri;
    }
}
