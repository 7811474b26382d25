using Qubrid.Client;

namespace QubridPS.Files;

/// <summary>
/// Creates the names that the model knows files by: relative to the current location, or without folders if they are elsewhere, because
/// absolute paths contain the names of users and machines. Folders are added only if another file has the same name.
/// </summary>
/// <param name="location">The current location in the file system; null if it is elsewhere.</param>
internal sealed class FileNames(string? location)
{
    private readonly Dictionary<string, string> _pathsByName = new(StringComparer.Ordinal);
    private readonly string? _folder = location is null ? null : location.TrimEnd('/', '\\') + Path.DirectorySeparatorChar;

    /// <summary>Returns the name of a file, on one line.</summary>
    internal string Get(string fullPath)
    {
        var name = _folder is { Length: > 1 } && fullPath.StartsWith(_folder, StringComparison.Ordinal)
            ? fullPath.Substring(_folder.Length)
            : Path.GetFileName(fullPath);
        while (IsTaken(name, fullPath) && name.Length < fullPath.Length)
        {
            // One more folder.
            var start = fullPath.LastIndexOf(Path.DirectorySeparatorChar, Math.Max(0, fullPath.Length - name.Length - 2));
            name = fullPath.Substring(start + 1);
            if (start <= 0)
            {
                break;
            }
        }

        _pathsByName[name] = fullPath;
        return TerminalSanitizer.SanitizeLine(name).Replace('\\', '/').Replace('"', '\'');
    }

    private bool IsTaken(string name, string fullPath) => _pathsByName.TryGetValue(name, out var other) && other != fullPath;
}
