using System.Runtime.InteropServices;
using System.Text;

namespace Qubrid.Client.Security;

/// <summary>Asks Unix what a path is, which .NET does not tell before the file is opened.</summary>
internal static class UnixFile
{
    private const int TypeMask = 0xF000;

    /// <summary>Returns what a path is where it is neither a regular file nor a folder; null also where nothing is there.</summary>
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
            return null; // a runtime without this library: what cannot be read from the start is refused after it is opened
        }
    }

#if !NET
    /// <summary>Creates an empty file that its owner only can read and write; false where there is a file, or it cannot be created.</summary>
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

    // The runtime's own wrapper of stat(2): its structure is the same on every Unix.
    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Stat(byte[] path, out FileStatus status);

    // Larger than what the runtime writes (about 120 bytes); only the mode is read.
    [StructLayout(LayoutKind.Explicit, Size = 512)]
    private struct FileStatus
    {
        [FieldOffset(4)]
        internal int Mode;
    }
}
