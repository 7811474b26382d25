using Qubrid.Client.Recognition;

namespace Qubrid.Client.Tests.DataRedaction;

public class RecognizerTests
{
    private static readonly Recognizer[] s_recognizers = [.. RecognizerTable.All];

    public static TheoryData<string, string> Hits { get; } = ToData(recognizer => recognizer.Hits);

    public static TheoryData<string, string> Misses { get; } = ToData(recognizer => recognizer.Misses);

    [Fact]
    public void Every_recognizer_has_a_unique_name_a_known_category_and_samples() => Assert.All(s_recognizers, recognizer =>
    {
        Assert.Single(s_recognizers, other => other.Name == recognizer.Name);
        Assert.Contains(recognizer.Category, RedactionCategories.Names);
        Assert.NotEmpty(recognizer.Hits);
        Assert.NotEmpty(recognizer.Misses);
    });

    [Theory]
    [MemberData(nameof(Hits))]
    public void Sample_with_values_is_recognized(string name, string sample)
    {
        var text = sample.Replace("«", "").Replace("»", "");
        Assert.Equal(sample, Mark(text, Find(name, text)));
    }

    [Theory]
    [MemberData(nameof(Misses))]
    public void Similar_sample_is_not_recognized(string name, string sample) => Assert.Equal(sample, Mark(sample, Find(name, sample)));

    /// <summary>The whole redactor must find the samples too: another recognizer must not prevent it.</summary>
    [Theory]
    [MemberData(nameof(Hits))]
    public void Values_of_a_sample_are_redacted(string name, string sample)
    {
        var redacted = RedactionSupport.All.CreateSession().Redact("Before " + sample.Replace("«", "").Replace("»", "") + " after");
        Assert.All(sample.Split('«').Skip(1).Select(part => part.Split('»')[0]).Where(value => value.Length > 2), value => Assert.DoesNotContain(value, redacted));
        Assert.StartsWith("Before ", redacted);
        Assert.EndsWith(" after", redacted);
        Assert.NotEmpty(name);
    }

    /// <summary>Only a part of a long text is searched around each place where a match may be.</summary>
    [Theory]
    [MemberData(nameof(Hits))]
    public void Values_are_recognized_at_any_place_of_a_long_text(string name, string sample)
    {
        const int count = 100;
        var text = "\n" + sample.Replace("«", "").Replace("»", "") + "\n";
        var expected = Find(name, text).Length * count;
        Assert.Equal(expected, Find(name, string.Concat(Enumerable.Repeat(text, count))).Length);
        Assert.Equal(expected, Find(name, string.Concat(Enumerable.Range(0, count).Select(index => new string(' ', index * 3) + text))).Length);
    }

    [Theory]
    [InlineData("password=\"«VALUE»\", x")]
    [InlineData("password='«VALUE»' x")]
    [InlineData("token=«VALUE» x")]
    [InlineData("Authorization: Bearer «VALUE» x")]
    [InlineData("«sk-VALUE» x")]
    public void Long_value_is_recognized_completely(string sample)
    {
        foreach (var length in Enumerable.Range(200, 100).Append(20_000))
        {
            var marked = "\nx\n" + sample.Replace("VALUE", string.Concat(Enumerable.Range(0, length).Select(index => (char)('A' + (index * 7 % 26))).Append('1'))) + "\n";
            var text = marked.Replace("«", "").Replace("»", "");
            Assert.Equal(System.Text.RegularExpressions.Regex.Replace(marked, "«.*»", "[SECRET_1]"), RedactionSupport.All.CreateSession().Redact(text));
        }
    }

    [Fact]
    public void Account_and_computer_names_are_recognized_as_words_in_any_case()
    {
        var text = "MMiller on WEB-PROD-01.corp.example (web-prod-01) CorpNet\\mmiller, mmillers, db.corp.example";
        Assert.Equal(
            "[USERNAME_1] on [COMPUTERNAME_1] ([COMPUTERNAME_2]) [COMPUTERNAME_3]\\[USERNAME_2], mmillers, db.[COMPUTERNAME_4]",
            RedactionSupport.All.CreateSession().Redact(text));
    }

    [Theory]
    [InlineData("root ran ab on localhost in WORKGROUP: the root cause, a pc, abc", null)]
    [InlineData("user=root, User: \"ab\", CORP\\root, root@db", "user=[USERNAME_1], User: \"[USERNAME_2]\", CORP\\[USERNAME_1], [USERNAME_1]@db")]
    [InlineData("Accepted password for root from pc port 22", "Accepted password for [USERNAME_1] from [COMPUTERNAME_1] port 22")]
    [InlineData("{\"user\":\"root\",\"host\":\"pc\"} \\\\pc\\c$ x@pc", "{\"user\":\"[USERNAME_1]\",\"host\":\"[COMPUTERNAME_1]\"} \\\\[COMPUTERNAME_1]\\c$ x@[COMPUTERNAME_1]")]
    public void Generic_and_short_names_are_recognized_only_in_their_context(string text, string? expected)
    {
        var redactor = new Redactor([RedactionRule.FromCategory("UserName"), RedactionRule.FromCategory("ComputerName")], new MachineNames(["root", "ab"], ["localhost", "pc", "WORKGROUP"]));
        Assert.Equal(expected ?? text, redactor.CreateSession().Redact(text));
    }

    [Theory]
    [InlineData("Name,Password,Host\nbob,«hunter2»,a\neve,\"«a \"\"b\"\" c»\",b\n\nbob,x,y")]
    [InlineData("\"User\";\"API Key\"\r\n\"bob\";\"«correct horse»\"\r\n\"eve\";\"\"\r\n")]
    [InlineData("password\tuser\n«secret»\tbob")]
    [InlineData("| user | password |\n|---|---|\n| bob | «hunter2» |\n")]
    [InlineData("Data:\nuser,pwd\nbob,«hunter2»\nThe end, and the password, too.\nbob,hunter3")]
    [InlineData("The password, the token\nand the key: all")]
    [InlineData("Name,a@b.example,API key (1)\nx,y,«abcdef»")]
    [InlineData("tokens,keyboard\n1,2")]
    public void Secrets_in_columns_of_a_table_are_recognized(string marked)
    {
        var text = marked.Replace("«", "").Replace("»", "");
        Assert.Equal(marked, Mark(text, [.. TableSecrets.Find(text)]));
        var redacted = RedactionSupport.Category("Secret").CreateSession().Redact(text);
        Assert.All(marked.Split('«').Skip(1).Select(part => part.Split('»')[0]), value => Assert.DoesNotContain(value, redacted));
    }

    [Fact]
    public void Names_of_this_machine_are_read() => Assert.Contains(Environment.MachineName, MachineNames.Current.ComputerNames);

    private static TextMatch[] Find(string name, string text) => [.. s_recognizers.Single(recognizer => recognizer.Name == name).Find(text)];

    private static string Mark(string text, TextMatch[] matches)
    {
        foreach (var match in matches.Reverse())
        {
            text = text.Insert(match.End, "»").Insert(match.Start, "«");
        }

        return text;
    }

    private static TheoryData<string, string> ToData(Func<Recognizer, string[]> getSamples)
    {
        var data = new TheoryData<string, string>();
        foreach (var recognizer in s_recognizers)
        {
            foreach (var sample in getSamples(recognizer))
            {
                data.Add(recognizer.Name, sample);
            }
        }

        return data;
    }
}
