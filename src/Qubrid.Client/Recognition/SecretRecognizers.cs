using static Qubrid.Client.RedactionCategories;

namespace Qubrid.Client.Recognition;

/// <summary>Defines the recognizers of passwords, keys and tokens that only their name shows.</summary>
internal static class SecretRecognizers
{
    /// <summary>The number of recognizers at the beginning of <see cref="All"/> that recognize the name of a property.</summary>
    internal const int NameCount = 3;

    internal const string Assignment = "Assigned secret";
    internal const string ShortAssignment = "Short assignment";
    internal const string Parameter = "Command-line secret";
    internal const string Scheme = "Authorization";
    internal const string Header = "Authorization header with a scheme";
    internal const string HeaderWithoutScheme = "Authorization header";
    internal const string SecureString = "Secure string";
    internal const string Sentence = "Password in a sentence";
    internal const string Command = "Password of a command";
    internal const string PositionalPassword = "Password after a user";

    // Quoted, quoted inside a JSON string, or up to white space and the separators of connection strings and URLs.
    internal const string Value =
        @"(?:\\+""(?<value>[^""\\\r\n]+)(?:\\+"")?|""(?<value>(?:[^""\\\r\n]|\\[^\r\n])+)""?|'(?<value>(?:[^'\r\n]|'')+)'?|(?<value>[^\s""'<>;&|\\]+))";

    internal const string Quote = @"(?:\\*[""'])?";

    private const string Word =
        "(?:pass(?:word|wd|phrase|code|wort)|pwd|secret|token|credentials?|"
        + "(?:api|access|account|secret|private|auth|encryption|signing|master|storage|subscription|function|machine|validation|decryption|license|sharedaccess)"
        + "[_. -]?key)(?:[0-9]{1,2}|[_.-]?(?:value|string|text))?";

    private const string Separator = @"(?:\.*[ \t]{0,8})?(?:=>|->|:=|==?|:|\uFF1A|\uFF1D)[ \t]{0,8}";

    private const string OtherWord = "(?:[Kk]ennwort|[Cc]ontrase[ñn]a|[Ss]enha|[Mm]ots? de passe|[Пп]ароль|密码|密碼|口令|パスワード|비밀번호|암호)";

    private static readonly string[] s_words = ["password", "passwd", "passphrase", "passcode", "passwort", "pwd", "secret", "token", "credential", "key"];

    // Case is compared, because ignoring it is slow for other letters than those of ASCII.
    private static readonly string[] s_otherWords =
        ["ennwort", "ontrase", "enha", "de passe", "ароль", "密码", "密碼", "口令", "パスワード", "비밀번호", "암호"];

    internal static readonly Recognizer[] All =
    [
        Create(Assignment, Word + Quote + @"\]?" + Separator + Value, s_words,
            [
                "password=«hunter2»", "Password: «hunter2»", """{"password": "«hun\"ter2»", "user":"a"}""", "pwd = '«x y»'",
                "Server=a;User Id=b;Password=«p@ss,w0rd»;", "client_secret=«abcdef123456»&x=1", "  db_password: «tr0ub4dor»",
                "api-key: «abc123def456»",
                "AccountKey=«Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA==»;EndpointSuffix=core.windows.net", "x-api-key: «abc123def456»,",
                """{"m":"{\"password\":\"«hunter2»\"}"}""", "$password = \"«Pa55 word»\"", "'token' => '«abc123def»'",
                "password=«abc», user=x",
                "(password=«abc»)", "SecretString: \"«q1w2e3r4»\"", "[password]=«abc1»", "MYSQL_ROOT_PASSWORD=«root1»", "pwd:«letmein»",
                "Server=a;Uid=sa;Password=«secret»;", "password=«password»", "access_token=«abcdefgh»&x=1", "\nclient_secret: «abcdefgh»\n",
                "\nsecret = «abcdefgh»\n", "X-Api-Key: «abcdefghijklmnop»", "password -> «hunter2»", "Password.....: «hunter2»",
                "password：«hunter2»",
                "\n- api_key: «correcthorse»\n", "https://token:«abc_def1»@example.com/a", "x\\npassword=«hunter2»\\n",
            ],
            [
                "password=", "Password: ", "password: ********", "password=$env:PW", "password=${PW}", "password: {{ pw }}",
                "password: expired",
                "PublicKeyToken=b77a5c561934e089", "token: invalid", "tokens: 12345678", "max_token=4096", "\"token\": null",
                "secret: none",
                "password = Get-Secret(x)", "passwords=5", "\"password\":\"\"", "[string]$Password, [int]$x", "password=[REDACTED]",
                "Failed password for root from host port 22", "cancellationToken = source1", "token_type=bearer1",
                "secret \"tls\" not found",
                "password=***", "password: string", "The token: subject is empty", "unexpected token: identifier in line 3",
            ],
            SecretPlaces.IsAssigned),
        Create("Assigned secret in other languages", OtherWord + Quote + @"[ \t]{0,8}(?:=|:|\uFF1A|\uFF1D)[ \t]{0,8}" + Value, s_otherWords,
            ["Kennwort: «geheim1»", "contraseña: «abc123»", "mot de passe : «secret1»", "密码：«abc123»", "パスワード: «abc123»",
             "пароль=«qwerty»"],
            ["Kennwort: ****", "密码：", "senha: null"],
            ignoreCase: false),
        Create(ShortAssignment,
            @"(?:(?:^|[^a-z0-9])(?:[a-z0-9]+[_.-])*(?:pw|pass)|(?-i:[a-z]Pass))" + Quote + @"[ \t]*[=:][ \t]*" + Value, ["pass", "pw"],
            ["pass=«hunter2»", "smtp_pass = \"«x1»\"", "dbPass=«abc123»", """{"pass":"«abc»"}""", "pass: «hunter2»", "pw=«hunter2»",
             "pw: «hunter2»"],
            ["bypass=true", "pass: 12", "PASS: test_a", "encompass=x1", "pass=", "pass = true", "--- PASS: Test1", "pass: 12/14"]),
        Create(Parameter, @"(?:^|[\s""'(,\[])(?:--?|/)[a-z0-9-]*" + Word + @"(?:[ \t]+|[:=]|[""'][ \t]*,[ \t]*)" + Value, s_words,
            [
                "cmd -Password «hunter2» -x", "tool --token=«abc123def456»", "setup /password:«x1»", "x --db-password \"«a b»\"",
                "[\"--password\",\"«hunter2»\"]", "Set-X -ApiKey «abc123def»", "x --token=«abcdefgh»",
            ],
            ["cmd -Password -Force", "cmd -Password $pw", "non-secret data", "-TokenType Bearer1", "x -Password (Read-Host)",
             "--token --other"],
            SecretPlaces.IsParameter),
        Create("XML element", @"<[a-z0-9_.-]*:?[a-z0-9_.-]*" + Word + @"(?:[ \t][^<>]*)?>\s*(?:<!\[CDATA\[)?(?<value>[^<>\]]+)", s_words,
            [
                "<password>«hunter2»</password>", "<ns:Password type=\"t\">«a b1»</ns:Password>", "<password><![CDATA[«x1y2»]]></password>",
            ],
            ["<password/>", "<password></password>", "<password>***</password>", "<tokens>5</tokens>"],
            SecretPlaces.IsElement),
        Create("Named value",
            "(?:key|name)" + Quote + @"[ \t]*[:=][ \t]*" + Quote + "[a-z0-9_.:-]*" + Word + Quote + @"[ \t]*,?[ \t]*(?:\r?\n)?[ \t]*"
            + Quote + "value" + Quote + @"[ \t]*[:=][ \t]*" + Value, s_words,
            ["<add key=\"DbPassword\" value=\"«hunter2»\"/>", """{"name":"password","value":"«hunter2»"}""",
             "- name: DB_PASSWORD\n  value: «hunter2»\n"],
            ["name: x\nvalue: y", "<add key=\"x\" value=\"y\"/>"]),
        Create("Password in SQL", @"(?:identified[ \t]+(?:with[ \t]+\S+[ \t]+)?by|password)[ \t]+(?:[""'](?<value>[^""'\r\n]+)[""'])",
            ["identified", "password"],
            ["CREATE USER a IDENTIFIED BY '«hunter2»'", "ALTER ROLE a WITH PASSWORD '«x y»'"], ["identified by name", "password 'x"]),
        Create(Sentence, @"pass(?:word|phrase|code)[ \t]+(?:(?:for|of)[ \t]+\S+[ \t]+)?(?:is|was|to)[ \t]*:?[ \t]*" + Value, ["password",
            "passphrase", "passcode"],
            ["my password is «hunter2».", "The password was \"«Abc 1»\"", "The password for bob is «hunter2»",
             "changed password to «hunter2»"],
            ["password is incorrect", "the password is required", "password was changed", "change your password to continue"]),
        .. SecretCommandRecognizers.All,
    ];

    internal static Recognizer Create(
        string name, string pattern, string[] words, string[] hits, string[] misses, Func<string, int, bool>? isCandidate = null,
        bool ignoreCase = true) =>
        new(name, Secret, pattern, words, ignoreCase)
        {
            IsCandidate = isCandidate,
            Check = (text, match) => SecretChecks.GetValue(name, text, match),
            Hits = hits,
            Misses = misses,
        };
}
