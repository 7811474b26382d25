using System.Runtime.InteropServices;
using System.Text;

namespace Qubrid.Client.Security;

/// <summary>Gets the type of a file on Linux and macOS, which .NET does not report before the file is opened.</summary>
internal static class UnixFile
{
    private const int TypeMask = 0xF000;

    /// <summary>Returns what the path is if it is a pipe, a device or a socket; otherwise null, also if it does not exist.</summary>
    internal static string? DescribeSpecial(string path)
    {
        try
        {
            return Stat(Encoding.UTF8.GetBytes(path + "\0"), out var status) != 0 ? null : (status.Mode & TypeMask) switch
            {
                0x1000 => "a named pipe",
                0x2000 or 0x6000 => "a device",
                0xC000 => "a socket",
                _ => null,
            };
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return null; // This runtime does not have the library; LocalFile checks again after it opened the file.
        }
    }

#if !NET
    /// <summary>Creates an empty file that only its owner can read and write. Returns false if it exists or cannot be created.</summary>
    internal static bool TryCreatePrivate(string path)
    {
        var temporary = Encoding.UTF8.GetBytes(path + ".XXXXXX\0");
        try
        {
            var descriptor = MakeTemporary(temporary);
            if (descriptor < 0)
            {
                return false;
            }

            _ = Close(descriptor);
            File.Move(Encoding.UTF8.GetString(temporary, 0, temporary.Length - 1), path);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "mkstemp", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakeTemporary(byte[] template);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
#endif

    // The wrapper of stat(2) in the .NET runtime, whose structure is the same on every platform.
    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Stat(byte[] path, out FileStatus status);

    // Larger than the structure of the runtime (about 120 bytes); only the mode is read.
    [StructLayout(LayoutKind.Explicit, Size = 512)]
    private struct FileStatus
    {
        [FieldOffset(4)]
        internal int Mode;
    }
}
