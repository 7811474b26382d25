using System.Text.RegularExpressions;
using static Qubrid.Client.RedactionCategories;

namespace Qubrid.Client.Recognition;

/// <summary>Creates the recognizers of the names of accounts and machines.</summary>
internal static class NameRecognizers
{
    // Shorter names are parts of ordinary text.
    private const int MinNameLength = 3;

    private static readonly string[] s_methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    // Names that exist on many machines identify neither a person nor a machine.
    private static readonly HashSet<string> s_genericNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "root", "admin", "administrator", "system", "user", "users", "guest", "public", "default", "nobody", "daemon", "service", "test", "app", "local service", "network service",
        "localhost", "localdomain", "local", "workgroup", "builtin", "nt authority", "server", "host", "computer", "none", "(none)", "home", "lan", "shared", "all users", "default user",
    };

    /// <summary>Gets the recognizer of profile paths, which are the same on all machines.</summary>
    internal static readonly Recognizer ProfilePath =
        new("Profile path", UserName, @"(?:[a-z]:(?:\\+|/+)users(?:\\+|/+)(?<value>[^\\/:*?""<>|\s]+)|(?-i:/home/|/Users/)(?<value>[A-Za-z0-9_][A-Za-z0-9_.@-]*))", ["users", "/home/"], ignoreCase: true)
        {
            Check = GetProfileName,
            Hits =
            [
                @"C:\Users\«jdoe»\Desktop", "\"c:\\\\Users\\\\«jane.doe»\\\\x\"", "file:///C:/Users/«jdoe»/x", "/home/«alice»/.ssh", "cd /Users/«bob»", "at C:\\Users\\«o'neil»",
            ],
            Misses = [@"C:\Users\Public\x", "GET /home/index HTTP/1.1", "https://example.com/home/news", "/var/home/x", @"C:\Users\", "POST /Users/5", "C:\\Users\\Default\\x"],
        };

    /// <summary>Creates the recognizers of the names of a machine and its accounts. Case is ignored; generic names such as root and localhost are omitted.</summary>
    internal static IEnumerable<Recognizer> Create(MachineNames names) =>
        new[] { TryCreate("Account name", UserName, names.UserNames), TryCreate("Computer name", ComputerName, names.ComputerNames) }.OfType<Recognizer>();

    private static Recognizer? TryCreate(string name, string category, IReadOnlyList<string> values)
    {
        string[] specific = [.. values.Where(value => value.Length >= MinNameLength && !s_genericNames.Contains(value)).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(value => value.Length)];
        return specific.Length == 0 ? null : new Recognizer(name, category, string.Join("|", specific.Select(Regex.Escape)), specific, ignoreCase: true) { Check = MatchChecks.GetWord };
    }

    // A path of a URL is not a path of a profile.
    private static TextMatch? GetProfileName(string text, TextMatch match)
    {
        var name = text.Substring(match.Start, match.Length).TrimEnd('.', ',', ';', ')', '\'');
        if (name.Length == 0 || s_genericNames.Contains(name))
        {
            return null;
        }

        var root = SkipBack(text, SkipBack(text, SkipBack(text, match.Start, IsSeparator), char.IsLetter), IsSeparator);
        return root == 0 || text[root - 1] == ':' || (!IsPartOfPath(text, root) && !IsRequest(text, root)) ? match with { Length = name.Length } : null;
    }

    private static int SkipBack(string text, int index, Func<char, bool> isSkipped)
    {
        while (index > 0 && isSkipped(text[index - 1]))
        {
            index--;
        }

        return index;
    }

    private static bool IsSeparator(char character) => character is '/' or '\\';

    private static bool IsPartOfPath(string text, int root) => char.IsLetterOrDigit(text[root - 1]) || text[root - 1] is '.' or '_' or '-' or '}';

    private static bool IsRequest(string text, int root)
    {
        var start = Math.Max(0, root - 9);
        var before = text.Substring(start, root - start).TrimEnd('"', '\'', ' ');
        return before.Length < root - start && Array.Exists(s_methods, method => before.EndsWith(method, StringComparison.Ordinal));
    }
}
