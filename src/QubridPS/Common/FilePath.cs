namespace QubridPS.Common;

/// <summary>Resolves a path as a user gives it to a parameter: relative to the location, on a drive such as TestDrive:, below ~, or as a file:// URI.</summary>
internal static class FilePath
{
    private const string FileSystem = "FileSystem";

    /// <summary>Returns the path in the file system. The file need not exist, and wildcards stand for themselves.</summary>
    /// <exception cref="IOException">The path is not in the file system, or cannot be resolved.</exception>
    internal static string Resolve(string value, SessionState session)
    {
        if (value.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            return ToLocal(value);
        }

        try
        {
            var path = session.Path.GetUnresolvedProviderPathFromPSPath(value, out var provider, out _);
            return provider.Name == FileSystem
                ? path
                : throw new IOException($"It is a path of the provider {provider.Name}, not of the file system.");
        }
        catch (Exception error) when (error is SessionStateException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            throw new IOException(error.Message, error);
        }
    }

    private static string ToLocal(string value)
    {
        // RFC 8089 allows file:/path as well as file:///path.
        var address = value.Length > 6 && value[5] == '/' && value[6] != '/' ? "file://" + value.Substring(5) : value;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !uri.IsFile)
        {
            throw new IOException("It is not a valid file URI, such as file:///var/log/app.log.");
        }

        // .NET makes a network path of every host, this machine's own name among them.
        return uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? new Uri("file://" + uri.AbsolutePath).LocalPath : uri.LocalPath;
    }
}
