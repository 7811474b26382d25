using System.Text.RegularExpressions;
using static Qubrid.Client.RedactionCategories;

namespace Qubrid.Client.Recognition;

/// <summary>Creates the recognizers of the names of accounts and machines.</summary>
internal static class NameRecognizers
{
    // Shorter names are parts of ordinary text.
    private const int MinNameLength = 3;

    private const string Quote = @"(?:\\*[""'])?";

    // A name of Windows can contain spaces if a path continues after it.
    private const string WindowsProfile =
        @"[a-z][:$](?:\\+|/+)(?:users|documents and settings)(?:\\+|/+)(?:(?<value>[^\\/:*?""<>|\s]+(?: [^\\/:*?""<>|\s]+){1,3})[\\/]|(?<value>[^\\/:*?""<>|\s]+))";

    private const string UnixProfile = @"(?-i:/home/|/Users/)(?<value>[\p{L}\p{N}_][\p{L}\p{N}_.@-]*)";

    // What is before the name of an account or a machine that could also be an ordinary word.
    private const string AccountContext =
        @"(?:user(?:[ _-]?(?:name|id))?|account(?:[ _-]?name)?|log[io]n(?:[ _-]?name)?|logname|owner|run[ _-]?as|sudo|su|for|by|as)";

    private const string ComputerContext = @"(?:(?:host|computer|machine|server|node)(?:[ _-]?name)?|on|from|at)";

    private static readonly string[] s_methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    // Names that stand for any machine, or for none.
    private static readonly HashSet<string> s_emptyNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "localhost", "localdomain", "local", "workgroup", "builtin", "nt authority", "none", "(none)", "lan", "home",
    };

    // Names that are also ordinary words.
    private static readonly HashSet<string> s_genericNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "root", "admin", "administrator", "system", "user", "users", "guest", "public", "default", "nobody", "daemon", "service", "test",
        "app",
        "local service", "network service", "server", "host", "computer", "shared", "all users", "default user",
    };

    /// <summary>Gets the recognizer of profile paths, which are the same on all machines.</summary>
    internal static readonly Recognizer ProfilePath =
        new("Profile path", UserName, $"(?:{WindowsProfile}|{UnixProfile})", ["users", "/home/", "documents and settings"],
            ignoreCase: true)
        {
            Check = GetProfileName,
            Hits =
            [
                @"C:\Users\«jdoe»\Desktop", "\"c:\\\\Users\\\\«jane.doe»\\\\x\"", "file:///C:/Users/«jdoe»/x", "/home/«alice»/.ssh",
                "cd /Users/«bob»",
                "at C:\\Users\\«o'neil»", @"C:\Users\«John Doe»\x", @"copy C:\Users\«ann» to D:\Users\«bob»", @"\\srv\c$\Users\«jdoe»\x",
                @"C:\Documents and Settings\«jdoe»\x", "/mnt/c/Users/«jdoe»/x", "/home/«用户»/x", @"""a\n/home/«alice»/x""",
            ],
            Misses =
            [
                @"C:\Users\Public\x", "GET /home/index HTTP/1.1", "https://example.com/home/news", "/var/home/x", @"C:\Users\",
                "POST /Users/5",
                "C:\\Users\\Default\\x",
            ],
        };

    /// <summary>
    /// Creates the recognizers of the names of a machine and its accounts. Case is ignored. Short names, and names that are also ordinary
    /// words,
    /// are recognized only where the text before them shows what they are.
    /// </summary>
    internal static IEnumerable<Recognizer> Create(MachineNames names) => new[]
    {
        TryCreate("Account name", UserName, Select(names.UserNames, isOrdinaryWord: false), "{0}"),
        TryCreate(
            "Account name in context",
            UserName,
            Select(names.UserNames, isOrdinaryWord: true),
            $@"(?:(?:^|[^a-z0-9])(?:{AccountContext}{Quote}[ \t]*[:=]?[ \t]*{Quote}(?:[a-z0-9.-]+\\+)?|[a-z0-9.-]+\\+)(?<value>{{0}})|(?<value>{{0}})@[a-z0-9])"),
        TryCreate("Computer name", ComputerName, Select(names.ComputerNames, isOrdinaryWord: false), "{0}"),
        TryCreate(
            "Computer name in context",
            ComputerName,
            Select(names.ComputerNames, isOrdinaryWord: true),
            $@"(?:(?:^|[^a-z0-9]){ComputerContext}{Quote}[ \t]*[:=]?[ \t]*{Quote}(?:\\\\+)?|\\\\+|[a-z0-9]@)(?<value>{{0}})"),
    }.OfType<Recognizer>();

    private static string[] Select(IReadOnlyList<string> names, bool isOrdinaryWord) =>
    [
        .. names.Where(name => !s_emptyNames.Contains(name) && (name.Length < MinNameLength || s_genericNames.Contains(name)) == isOrdinaryWord)
            .Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(name => name.Length),
    ];

    private static Recognizer? TryCreate(string name, string category, string[] values, string format) => values.Length == 0 ? null
        : new Recognizer(name, category, format.Replace("{0}", $"(?:{string.Join("|", values.Select(Regex.Escape))})"), values, ignoreCase: true)
        {
            Check = MatchChecks.GetWord,
            IsContextual = false,
        };

    // A path of a URL is not a path of a profile.
    private static TextMatch? GetProfileName(string text, TextMatch match)
    {
        var name = text.Substring(match.Start, match.Length).TrimEnd('.', ',', ';', ')', '\'');
        if (name.Length == 0 || s_genericNames.Contains(name) || s_emptyNames.Contains(name))
        {
            return null;
        }

        var root = SkipBack(text, SkipBack(text, SkipBack(text, match.Start, IsSeparator), IsNameOfFolder), IsSeparator);
        return root == 0 || text[root - 1] is ':' or '$' || IsMountPoint(text, root) || (!IsPartOfPath(text, root) && !IsRequest(text, root))
            ? match with { Length = name.Length }
            : null;
    }

    private static bool IsNameOfFolder(char character) => char.IsLetter(character) || character == ' ';

    // "/mnt/c" and "/c", which stand for drive C.
    private static bool IsMountPoint(string text, int root) =>
        root >= 2 && char.IsLetter(text[root - 1]) && text[root - 2] == '/'
        && (root == 2 || text[root - 3] is ' ' or '\t' or '\n' or '"' or '\'' or '=' || text.LastIndexOf("/mnt/", root - 2, StringComparison.Ordinal) == root - 6);

    private static int SkipBack(string text, int index, Func<char, bool> isSkipped)
    {
        while (index > 0 && isSkipped(text[index - 1]))
        {
            index--;
        }

        return index;
    }

    private static bool IsSeparator(char character) => character is '/' or '\\';

    private static bool IsPartOfPath(string text, int root) => MatchChecks.IsInsideWord(text, root) || text[root - 1] is '.' or '_' or '-' or '}';

    private static bool IsRequest(string text, int root)
    {
        var start = Math.Max(0, root - 9);
        var before = text.Substring(start, root - start).TrimEnd('"', '\'', ' ');
        return before.Length < root - start && Array.Exists(s_methods, method => before.EndsWith(method, StringComparison.Ordinal));
    }
}
