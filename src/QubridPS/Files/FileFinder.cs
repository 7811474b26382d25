using QubridPS.Common;
using QubridPS.Errors;

namespace QubridPS.Files;

/// <summary>Finds the files of a -Path parameter. The name of an existing file is taken literally, also if it contains wildcard characters.</summary>
internal static class FileFinder
{
    // The file system of Windows ignores case; on other systems two names that differ only in case can be two files.
    private static readonly StringComparer s_pathComparer = Path.DirectorySeparatorChar == '\\' ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>Returns the full paths in the order of the parameter, those of a pattern sorted by name, and each file once.</summary>
    /// <exception cref="QubridInputException">A path is a folder, or there is no such file.</exception>
    internal static List<string> Find(IEnumerable<string> paths, SessionState session)
    {
        var known = new HashSet<string>(s_pathComparer);
        return [.. paths.SelectMany(path => Find(path, session)).Where(known.Add)];
    }

    private static string[] Find(string path, SessionState session)
    {
        try
        {
            if (FindLiteral(path, session) is { } file)
            {
                return [file];
            }

            var hasWildcards = WildcardPattern.ContainsWildcardCharacters(path);
            if (!hasWildcards && !path.Contains('`'))
            {
                throw FileErrors.NotFound(path);
            }

            string[] files = [.. FilePath.FindFiles(path, session).Select(Path.GetFullPath).OrderBy(name => name, StringComparer.OrdinalIgnoreCase)];
            return files.Length > 0 ? files : throw FileErrors.NoMatch(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.Unreadable(path, error);
        }
    }

    // Returns null if there is no file with this name.
    private static string? FindLiteral(string path, SessionState session)
    {
        string fullPath;
        try
        {
            fullPath = Path.GetFullPath(FilePath.Resolve(path, session));
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException or IOException && WildcardPattern.ContainsWildcardCharacters(path))
        {
            return null; // .NET Framework does not accept wildcard characters in a path
        }

        return Directory.Exists(fullPath) ? throw FileErrors.Folder(path) : File.Exists(fullPath) ? fullPath : null;
    }
}
