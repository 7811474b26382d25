using static Qubrid.Client.RedactionCategories;

namespace Qubrid.Client.Recognition;

/// <summary>Defines the recognizers of e-mail and IP addresses.</summary>
internal static class AddressRecognizers
{
    private const string Octet = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";

    // A plus sign and an apostrophe can be escaped in JSON.
    private const string LocalPart = @"[\p{L}\p{N}_](?:(?:[\p{L}\p{N}\p{M}_.%+'&~-]|\\u002[bB7])*[\p{L}\p{N}_+-])?";
    private const string Domain = @"(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}_-]*[\p{L}\p{N}])?\.)+(?:xn--[a-z0-9-]+|\p{L}{2,24})";

    internal static readonly Recognizer[] All =
    [
        new("E-mail address", Email, $"{LocalPart}(?:@|%40){Domain}", ["@", "%40"])
        {
            Check = AddressChecks.GetEmail,
            Hits =
            [
                "to=<«jane.doe+x@example.com»>, ok", "user=«bob@contoso.com»;", "«o'brien@mail.example.co.uk».", "«Jürgen@müller.example»",
                "mailto:«a@b.example»", "'«Bob@Contoso.COM»'", "«a@xn--mller-kva.example»", "?u=«bob%40contoso.com»&x",
                "«first_last@sub.example.museum», «b@example.org»", "请联系«bob@contoso.com»谢谢", "«用户@例子.广告»", "«用户1@例子.广告»",
                "«anna@contoso.com».log", "메일«bob@contoso.com»으로",
                @"a\n«bob@contoso.com»\tx", @"\u003c«bob@contoso.com»\u003e", "?to=%20«bob@contoso.com»%3B",
                @"""«anna\u002Btag@contoso.com»""",
            ],
            Misses =
            [
                "user@localhost", "getty@tty1.service loaded", "logo@2x.png", "react@18.2.0", "actions/checkout@v4.1",
                "git@github.com:a/b.git",
                "@param x", "a @ b.com", "lodash@4.17.tgz", "alice@", "session-3@1000.scope", "db@2024.tar.gz", "a@b.min.js",
            ],
        },
        new("IPv4 address", IPAddress, $@"(?-i:{Octet}(?:\.{Octet}){{3}})", AnchorFinders.FindDottedNumbers)
        {
            Check = AddressChecks.GetIPv4,
            Hits =
            [
                "from «10.0.0.1» to «192.168.1.254»:443", "«203.0.113.7»/24", "«10.0.0.1»-«10.0.0.9»", "«10.0.0.1»-254", "[«172.16.0.3»]",
                "at «8.8.8.8».",
                "host=«10.1.2.3»,", "ip-«10.0.0.9»", "http://«10.20.30.40»/x", "\"«1.2.3.4»\"", "地址«10.1.2.3»是",
                @"x\n«10.1.2.3»\t«10.1.2.4»\u003e", @"\u003c«10.1.2.3»", "%2F«10.1.2.3»%20",
            ],
            Misses =
            [
                "256.1.1.1", "1.2.3", "1.2.3.4.5", "v1.2.3.4", "Version=4.0.0.0, Culture=neutral", "version 1.2.3.4", "Chrome/120.0.0.0",
                "10.0.19041.1",
                "01.02.03.04", "1.2.3.4a", "1.2.3.400", "1.3.6.1.4.1.311", "Version: 2.4.6.1", "file version is 6.1.7.2", "a1.2.3.4",
                "libmono (6.8.0.105+dfsg-3.3)", "conf_1.2.5.1-2_all.deb", "conf (1.2.5.1-2)",
            ],
        },
        new("IPv6 address", IPAddress, $@"(?:[0-9a-f]{{0,4}}:){{2,7}}(?:{Octet}(?:\.{Octet}){{3}}|[0-9a-f]{{0,4}})(?:%[a-z0-9_.-]+)?",
            AnchorFinders.FindColons)
        {
            Check = AddressChecks.GetIPv6,
            Hits =
            [
                "«2001:db8::1»", "[«fe80::1ff:fe23:4567:890a%eth0»]:443", "«::1»", "«::ffff:192.0.2.128»",
                "«2001:0DB8:85a3:0000:0000:8a2e:0370:7334»",
                "«fe80::1%12», x", "«2001:db8::»/32", "src=«64:ff9b::8.8.8.8»;", "«fd00:1:2:3:4:5:6:7».", "ip:«2001:db8::1»",
                "address:«fe80::1», host:«::1»", "地址«2001:db8::1»是", @"a\n«2001:db8::1»\n",
                "http://[«::1»]:80/",
            ],
            Misses =
            [
                "10:11:12", "00:1a:2b:3c:4d:5e", "std::cout", "a::b", "Foo::Bar", "::", "12:34:56:78:9a:bc:de:f0", "1:2:3:4:5:6:7:8:9",
                "2001:db8:::1",
                "dead::beefy", "System::Text", "aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99", "at 10:11:12:1", "x::y::1",
                "Foo::Bar::d2",
            ],
        },
    ];
}
