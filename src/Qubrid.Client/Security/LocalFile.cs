using Qubrid.Client.Security;

namespace Qubrid.Client;

/// <summary>
/// Opens the files that a user specifies. Only regular files are opened, because opening a pipe or a device can block forever or have side
/// effects. A new file is readable and writable only by its owner (mode 600); on Windows it inherits the permissions of its folder.
/// </summary>
public static class LocalFile
{
    // Mono's class library has no RuntimeInformation in the facades of .NET Framework.
    private static bool IsWindows => Path.DirectorySeparatorChar == '\\';

    /// <summary>Throws if the path exists and is not a regular file.</summary>
    /// <exception cref="IOException">The path is a folder, a pipe, a device or a socket.</exception>
    public static void EnsureRegular(string path)
    {
        if (Describe(path) is { } kind)
        {
            throw new IOException($"The path is {kind}, not a file.");
        }
    }

    /// <summary>Opens a regular file. A new file is readable only by its owner; an existing one keeps its permissions.</summary>
    /// <exception cref="IOException">The path is not a regular file, or the file cannot be opened.</exception>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share = FileShare.Read)
    {
        EnsureRegular(path);
        var file = OpenPrivate(path, mode, access, share);
        if (!file.CanSeek)
        {
            file.Dispose(); // it was replaced after the check
            throw new IOException("The path is a pipe or a device, not a file.");
        }

        return file;
    }

    private static FileStream OpenPrivate(string path, FileMode mode, FileAccess access, FileShare share)
    {
#if NET
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = 1 };
        if (!OperatingSystem.IsWindows() && mode is not (FileMode.Open or FileMode.Truncate))
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
#else
        if (mode != FileMode.Open && !File.Exists(path) && !IsWindows)
        {
            mode = UnixFile.TryCreatePrivate(path) && mode == FileMode.CreateNew ? FileMode.Open : mode;
        }

        return new FileStream(path, mode, access, share, bufferSize: 1);
#endif
    }

    private static string? Describe(string path)
    {
        if (Directory.Exists(path))
        {
            return "a folder";
        }

        return IsWindows ? DescribeWindowsPath(path) : UnixFile.DescribeSpecial(path);
    }

    // GetFullPath converts NUL and COM1 to \\.\NUL and \\.\COM1 in every folder.
    private static string? DescribeWindowsPath(string path)
    {
        var fullPath = Path.GetFullPath(path);
        return fullPath.Split('\\') is ["", "", _, var share, ..] && share.Equals("pipe", StringComparison.OrdinalIgnoreCase) ? "a named pipe"
            : fullPath.StartsWith(@"\\.\", StringComparison.Ordinal) ? "a device"
            : null;
    }
}
