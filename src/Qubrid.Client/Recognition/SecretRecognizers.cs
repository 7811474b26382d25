using static Qubrid.Client.RedactionCategories;

namespace Qubrid.Client.Recognition;

/// <summary>Defines the recognizers of passwords, keys and tokens that only the text around them shows.</summary>
internal static class SecretRecognizers
{
    private const string Word = @"(?:pass(?:word|wd|phrase|code|wort)|pwd|secret|token|credentials?|(?:api|access|account|secret|private|auth|encryption|signing|master|storage|subscription|function|machine|validation|decryption|license|sharedaccess)[_. -]?key)(?:[0-9]{1,2}|[_.-]?(?:value|string|text))?";

    // Quoted, quoted inside a JSON string, or up to white space and the separators of connection strings and URLs.
    private const string Value = @"(?:\\+""(?<value>[^""\\\r\n]+)(?:\\+"")?|""(?<value>(?:[^""\\\r\n]|\\[^\r\n])+)""?|'(?<value>(?:[^'\r\n]|'')+)'?|(?<value>[^\s""'<>;&|\\]+))";

    private const string Quote = @"(?:\\*[""'])?";

    private static readonly string[] s_words = ["password", "passwd", "passphrase", "passcode", "passwort", "pwd", "secret", "token", "credential", "key"];

    internal static readonly Recognizer[] All =
    [
        Create("Assigned secret", Word + Quote + @"\]?[ \t]{0,8}(?:=>|:=|==?|:)[ \t]{0,8}" + Value, s_words,
            [
                "password=«hunter2»", "Password: «hunter2»", """{"password": "«hun\"ter2»", "user":"a"}""", "pwd = '«x y»'", "Server=a;User Id=b;Password=«p@ss,w0rd»;", "client_secret=«abcdef123456»&x=1",
                "AccountKey=«Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA==»;EndpointSuffix=core.windows.net", "  db_password: «tr0ub4dor»", "api-key: «abc123def456»", "x-api-key: «abc123def456»,",
                """{"m":"{\"password\":\"«hunter2»\"}"}""", "$password = \"«Pa55 word»\"", "'token' => '«abc123def»'", "password=«abc», user=x", "(password=«abc»)", "SecretString: \"«q1w2e3r4»\"", "[password]=«abc1»",
                "MYSQL_ROOT_PASSWORD=«root1»", "pwd:«letmein»",
            ],
            [
                "password=", "Password: ", "password: ********", "password=$env:PW", "password=${PW}", "password: {{ pw }}", "password: expired", "PublicKeyToken=b77a5c561934e089", "token: invalid",
                "tokens: 12345678", "max_token=4096", "\"token\": null", "secret: none", "password = Get-Secret(x)", "passwords=5", "\"password\":\"\"", "[string]$Password, [int]$x", "password=[REDACTED]",
                "Failed password for root from host port 22", "cancellationToken = source1", "token_type=bearer1", "secret \"tls\" not found", "password=***",
            ],
            SecretPlaces.IsAssigned),
        Create("Short assignment", @"(?:(?:^|[^a-z0-9])(?:[a-z0-9]+[_.-])*pass|(?-i:[a-z]Pass))(?:" + Quote + @"[ \t]*=[ \t]*|[""'][ \t]*:[ \t]*)" + Value, ["pass"],
            ["pass=«hunter2»", "smtp_pass = \"«x1»\"", "dbPass=«abc123»", """{"pass":"«abc»"}"""], ["bypass=true", "pass: 12", "PASS: test_a", "encompass=x1", "pass=", "pass = true"]),
        Create("Command-line secret", @"(?:^|[\s""'(,\[])(?:--?|/)[a-z0-9-]*" + Word + @"(?:[ \t]+|[:=]|[""'][ \t]*,[ \t]*)" + Value, s_words,
            ["cmd -Password «hunter2» -x", "tool --token=«abc123def456»", "setup /password:«x1»", "x --db-password \"«a b»\"", "[\"--password\",\"«hunter2»\"]", "Set-X -ApiKey «abc123def»"],
            ["cmd -Password -Force", "cmd -Password $pw", "non-secret data", "-TokenType Bearer1", "x -Password (Read-Host)", "--token --other"],
            SecretPlaces.IsParameter),
        Create("XML element", @"<[a-z0-9_.-]*:?[a-z0-9_.-]*" + Word + @"(?:[ \t][^<>]*)?>\s*(?:<!\[CDATA\[)?(?<value>[^<>\]]+)", s_words,
            ["<password>«hunter2»</password>", "<ns:Password type=\"t\">«a b1»</ns:Password>", "<password><![CDATA[«x1y2»]]></password>"], ["<password/>", "<password></password>", "<password>***</password>", "<tokens>5</tokens>"],
            SecretPlaces.IsElement),
        Create("Named value", "(?:key|name)" + Quote + @"[ \t]*[:=][ \t]*" + Quote + @"[a-z0-9_.:-]*" + Word + Quote + @"[ \t]*,?[ \t]*(?:\r?\n)?[ \t]*" + Quote + "value" + Quote + @"[ \t]*[:=][ \t]*" + Value, s_words,
            ["<add key=\"DbPassword\" value=\"«hunter2»\"/>", """{"name":"password","value":"«hunter2»"}""", "- name: DB_PASSWORD\n  value: «hunter2»\n"], ["name: x\nvalue: y", "<add key=\"x\" value=\"y\"/>"]),
        Create("Password in a URL", @"[a-z][a-z0-9+.-]*://[^\s/:@""'<>]*:(?<value>[^\s/""'<>]+)@", ["://"],
            ["https://bob:«hunter2»@example.com/x", "postgres://u:«p@ss»@db:5432/x", "redis://:«abc»@h", "mongodb+srv://a:«b1»@c"], ["https://example.com:8080/a@b", "http://bob@example.com/", "see http://a:80/ and x@y"]),
        Create("Authorization", @"(?:bearer|basic)[ \t]+(?<value>[A-Za-z0-9._~+/=-]{8,})", ["bearer", "basic"],
            ["Authorization: Bearer «abcdef.123456»", "Basic «dXNlcjpwYXNz»", "bearer «x7Yz9a8b7c6d»"], ["bearer authentication", "Basic Authentication", "basic understanding of", "the bearer of"]),
        Create("Authorization header", @"authorization" + Quote + @"[ \t]*[:=][ \t]*" + Quote + @"(?:[a-z][a-z0-9-]*[ \t]+)?(?<value>[A-Za-z0-9._~+/=-]{8,})", ["authorization"],
            ["Authorization: «abc123def456»", "'Authorization': 'token «abc123def456»'"], ["Authorization: required", "authorization: disabled"]),
        Create("Password in SQL", @"(?:identified[ \t]+(?:with[ \t]+\S+[ \t]+)?by|password)[ \t]+(?:[""'](?<value>[^""'\r\n]+)[""'])", ["identified", "password"],
            ["CREATE USER a IDENTIFIED BY '«hunter2»'", "ALTER ROLE a WITH PASSWORD '«x y»'"], ["identified by name", "password 'x"]),
        Create("Secure string", @"convertto-securestring[ \t]+(?:-string[ \t]+)?[""'](?<value>[^""'\r\n]+)[""']", ["convertto-securestring"],
            ["ConvertTo-SecureString '«hunter2»' -AsPlainText", "ConvertTo-SecureString -String \"«a1»\""], ["ConvertTo-SecureString $x"]),
        Create("Credentials of a command", @"(?:(?:^|\s)(?:-u|--user|--proxy-user)[ =][""']?[^\s:""']+:(?<value>[^\s""']+)|sshpass[ \t]+-p[ \t]*" + Value + @"|net1?(?:\.exe)?[ \t]+user[ \t]+[^\s/]+[ \t]+(?<value>[^\s/*]\S*)[ \t]+/add)", ["-u", "sshpass", "net"],
            ["curl -u bob:«hunter2» x", "sshpass -p '«x y»' ssh h", "net user bob «P4ss» /add", "curl --user 'a:«b1»'"], ["docker run -u 1000:1000", "net user bob", "net use x"]),
        Create("Password in a sentence", @"pass(?:word|phrase|code)[ \t]+(?:is|was)[ \t]*:?[ \t]*" + Value, ["password", "passphrase", "passcode"],
            ["my password is «hunter2».", "The password was \"«Abc 1»\""], ["password is incorrect", "the password is required", "password was changed"]),
    ];

    private static Recognizer Create(string name, string pattern, string[] words, string[] hits, string[] misses, Func<string, int, bool>? isCandidate = null) =>
        new(name, Secret, pattern, words, ignoreCase: true)
        {
            IsCandidate = isCandidate,
            Check = (text, match) => SecretChecks.GetValue(name, text, match),
            Hits = hits,
            Misses = misses,
        };
}
