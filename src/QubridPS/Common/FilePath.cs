
namespace QubridPS.Common;

/// <summary>Resolves the paths of parameters: absolute, relative to the current location, on a PowerShell drive such as TestDrive:, in the home directory (~), or a file:// URI.</summary>
internal static class FilePath
{
    private const string FileSystem = "FileSystem";

    /// <summary>Returns the full path in the file system. The file does not have to exist. Wildcard characters are taken literally.</summary>
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
                : throw new IOException($"The path belongs to the provider {provider.Name}, not to the file system.");
        }
        catch (Exception error) when (error is SessionStateException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            throw new IOException(error.Message, error);
        }
    }

    /// <summary>Returns the files, but not the folders, that match a path with wildcards.</summary>
    /// <exception cref="IOException">The path is not in the file system, or cannot be resolved.</exception>
    internal static IEnumerable<string> FindFiles(string pattern, SessionState session)
    {
        try
        {
            var paths = session.Path.GetResolvedProviderPathFromPSPath(pattern, out var provider);
            return provider.Name == FileSystem
                ? paths.Where(path => !Directory.Exists(path))
                : throw new IOException($"The path belongs to the provider {provider.Name}, not to the file system.");
        }
        catch (Exception error)
            when (error is (RuntimeException and not PipelineStoppedException) or NotSupportedException or ArgumentException or InvalidOperationException)
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
            throw new IOException("The value is not a valid file URI, such as file:///var/log/app.log.");
        }

        // .NET converts a URI with a host to a UNC path, also if the host is localhost.
        return uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? new Uri("file://" + uri.AbsolutePath).LocalPath : uri.LocalPath;
    }
}
