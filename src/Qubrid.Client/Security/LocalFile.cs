using System.Runtime.InteropServices;
using Qubrid.Client.Security;

namespace Qubrid.Client;

/// <summary>
/// Opens files that a user names. Only regular files are opened: to open a pipe or a device can wait forever or have an effect. A new file
/// can be read and written by its owner only (mode 600); on Windows it inherits the access list of its folder.
/// </summary>
public static class LocalFile
{
    /// <summary>Checks that a path is a regular file, or that there is nothing yet.</summary>
    /// <exception cref="IOException">The path is a folder, a pipe, a device or a socket.</exception>
    public static void EnsureRegular(string path)
    {
        if (Describe(path) is { } kind)
        {
            throw new IOException($"It is {kind}, not a file.");
        }
    }

    /// <summary>Opens a regular file. A file that is created is readable by its owner only; an existing one keeps its mode.</summary>
    /// <exception cref="IOException">The path is not a regular file, or the file cannot be opened.</exception>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share = FileShare.Read)
    {
        EnsureRegular(path);
        var file = OpenPrivate(path, mode, access, share);
        if (!file.CanSeek)
        {
            file.Dispose(); // replaced by something else in the meantime
            throw new IOException("It is a pipe or a device, not a file.");
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
        if (mode != FileMode.Open && !File.Exists(path) && !RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
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

        return RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? DescribeWindowsPath(path) : UnixFile.DescribeSpecial(path);
    }

    // NUL and COM1 become \\.\NUL and \\.\COM1 in every folder.
    private static string? DescribeWindowsPath(string path)
    {
        var fullPath = Path.GetFullPath(path);
        return fullPath.Split('\\') is ["", "", _, var share, ..] && share.Equals("pipe", StringComparison.OrdinalIgnoreCase) ? "a named pipe"
            : fullPath.StartsWith(@"\\.\", StringComparison.Ordinal) ? "a device"
            : null;
    }
}
