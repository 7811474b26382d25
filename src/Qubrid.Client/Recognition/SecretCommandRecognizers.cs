using static Qubrid.Client.Recognition.SecretRecognizers;

namespace Qubrid.Client.Recognition;

/// <summary>Defines the recognizers of passwords and tokens in URLs, headers of HTTP, and the arguments of known commands.</summary>
internal static class SecretCommandRecognizers
{
    private const string Unquoted = @"[""']?(?<value>[^\s""']+)";

    private const string User = @"(?:^|\s)(?:-u|--user(?:name)?|/u|/user|/ru)[ :=][""']?[^\s""']+[""']?[ \t]+";

    internal static readonly Recognizer[] All =
    [
        Create("Password in a URL", @"[a-z][a-z0-9+.-]*://(?:[^\s/:@""'<>]*:(?<value>[^\s/""'<>]+)|(?<value>[a-z0-9_-]{20,}))@", ["://"],
            [
                "https://bob:«hunter2»@example.com/x", "postgres://u:«p@ss»@db:5432/x", "redis://:«abc»@h", "mongodb+srv://a:«b1»@c",
                "https://«oauthtoken1234567890»@github.com/a",
            ],
            ["https://example.com:8080/a@b", "http://bob@example.com/", "see http://a:80/ and x@y"]),
        Create(Scheme, @"(?:bearer|basic)[ \t]+(?<value>[A-Za-z0-9._~+/=-]{8,})", ["bearer", "basic"],
            ["Authorization: Bearer «abcdef.123456»", "Basic «dXNlcjpwYXNz»", "bearer «x7Yz9a8b7c6d»", "Bearer «abcdefghijklmnop»"],
            ["bearer authentication", "Basic Authentication", "basic understanding of", "the bearer of"]),
        Create(Header,
            "authorization" + Quote + @"[ \t]*[:=][ \t]*" + Quote + @"(?:bearer|basic|token|api-?key|negotiate|ntlm|hmac)[ \t]+(?<value>[A-Za-z0-9._~+/=-]{4,})",
            ["authorization"],
            ["Authorization: Bearer «abcdef»", """{"Authorization":"Bearer «abcdef»"}""", "'Authorization': 'token «abc123def456»'",
             "Proxy-Authorization: Negotiate «YIIBhgYG»"],
            ["Authorization: Bearer token", "Authorization: Basic required", "Authorization: Bearer error=x"]),
        Create(HeaderWithoutScheme,
            "authorization" + Quote + @"[ \t]*[:=][ \t]*" + Quote + @"(?:[a-z][a-z0-9-]*[ \t]+)?(?<value>[A-Za-z0-9._~+/=-]{8,})",
            ["authorization"],
            ["Authorization: «abc123def456»"], ["Authorization: required", "authorization: disabled",
             "Authorization: Digest username=\"Mufasa\""]),
        Create("Cookie", "cookie2?" + Quote + @"[ \t]*:[ \t]*" + Quote + @"(?<value>[^\s""';=]+=[^\s""'\\;]*(?:;[ \t]*[^\s""'\\;]+)*)",
            ["cookie"],
            ["Cookie: «sid=38afes7a8; csrf=u32t4o3tb»\nHost: x", "Set-Cookie: «ASP.NET_SessionId=abc; path=/»"], ["Cookie: enabled",
             "cookies: a=b", "the cookie = x"]),
        Create(SecureString, @"convertto-securestring(?:[ \t]+-(?:string|asplaintext|force))*[ \t]+" + Value, ["convertto-securestring"],
            [
                "ConvertTo-SecureString '«hunter2»' -AsPlainText", "ConvertTo-SecureString -String \"«a1»\"",
                "ConvertTo-SecureString -AsPlainText -Force «hunter2»",
                "ConvertTo-SecureString -AsPlainText -String '«hunter2»' -Force",
            ],
            ["ConvertTo-SecureString $x", "ConvertTo-SecureString -AsPlainText $x", "ConvertTo-SecureString cmdlet"]),
        Create(Command,
            User + @"(?:-p|/p|/rp|-pw|-pass)[ :=]" + Unquoted
            + @"|(?:^|\s)/p(?:ass|wd|w)?:[""']?(?<value>[^\s""'=]+)(?:[""'\s]|$)"
            + @"|(?:^|\s)-pass(?:in|out)[ \t]+pass:" + Unquoted
            + @"|(?:^|\s)-(?:store|key)pass[ \t]+" + Unquoted
            + @"|(?:mysql|mariadb)[a-z_-]*[ \t](?:[^\r\n|;&]*[ \t])?-p" + Unquoted
            + @"|(?:login|logon)[ \t](?:[^\r\n|;&]*[ \t])?-p[ =]" + Unquoted
            + @"|ldap[a-z]+[ \t](?:[^\r\n|;&]*[ \t])?-w[ \t]*" + Unquoted
            + @"|redis-cli[ \t](?:[^\r\n|;&]*[ \t])?-a[ \t]*" + Unquoted
            + @"|(?:sqlcmd|osql|bcp|isql)(?:\.exe)?[ \t](?:[^\r\n|;&]*[ \t])?(?-i:-P)[ \t]*" + Unquoted
            + @"|(?:^|\s)(?:-u|--user|--proxy-user)[ =][""']?[^\s:""']+:(?<value>[^\s""']+)"
            + @"|sshpass[ \t]+-p[ \t]*" + Value
            + @"|net1?(?:\.exe)?[ \t]+user[ \t]+[^\s/]+[ \t]+(?<value>[^\s/*]\S*)[ \t]+/add"
            + @"|net1?(?:\.exe)?[ \t]+use[ \t]+(?:[a-z*]:?[ \t]+)?\\+[^\s/]+[ \t]+(?:/user:\S+[ \t]+(?<value>[^\s/*]\S*)|(?<value>[^\s/*]\S*)[ \t]+/user:)",
            ["-u", "/u", "/ru", "/p", "-pass", "storepass", "keypass", "mysql", "mariadb", "login", "logon", "ldap", "redis-cli",
             "sqlcmd", "osql", "bcp", "isql", "sshpass", "net"],
            [
                "curl -u bob:«hunter2» x", "sshpass -p '«x y»' ssh h", "net user bob «P4ss» /add", "curl --user 'a:«b1»'",
                "mysql -u root -p«hunter2» db",
                "sqlcmd -S srv -U sa -P «hunter2»", "net use Z: \\\\srv\\share /user:contoso\\bob «hunter2»",
                "net use \\\\srv\\share «hunter2» /user:bob",
                "tool.exe /p:«hunter2» /u:bob", "schtasks /create /ru bob /rp «hunter2»", "psexec \\\\srv -u bob -p «hunter2» cmd",
                "docker login -u bob -p «hunter2» r",
                "az login --service-principal -p «hunter2»", "ldapsearch -D cn=a -w «hunter2»", "openssl pkcs12 -passin pass:«hunter2»",
                "redis-cli -a «hunter2»",
                "cmdkey /add:srv /user:bob /pass:«hunter2»",
            ],
            [
                "docker run -u 1000:1000", "net user bob", "net use x", "msbuild /p:Configuration=Release",
                "docker run -u bob -p 8080:80", "docker login -u bob",
                "login failed - please retry",
            ]),
        Create(PositionalPassword, @"net1?(?:\.exe)?[ \t]+use[r]?[ \t]+(?:[a-z*]:?[ \t]+)?\S+[ \t]+(?<value>[^\s/*]\S*)", ["net"],
            ["net user bob «hunter2»", "net use \\\\srv\\share «hunter2»"], ["net user bob failed", "net use \\\\srv\\share failed"]),
    ];
}
