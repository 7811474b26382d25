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
    public void Value_is_recognized_at_any_place_of_a_long_text(string name, string sample)
    {
        var text = sample.Replace("«", "").Replace("»", "");
        foreach (var (before, after) in new[] { (0, 2000), (127, 0), (513, 511), (2000, 2000) })
        {
            var padded = new string('.', before)[..Math.Max(0, before - 1)] + "\n" + text + "\n" + new string('.', after);
            Assert.Equal(Find(name, "\n" + text + "\n").Length, Find(name, padded).Length);
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

    [Fact]
    public void Generic_and_short_names_are_not_recognized()
    {
        var redactor = new Redactor([RedactionRule.FromCategory("All")], new MachineNames(["root", "ab", "Administrator"], ["localhost", "pc", "WORKGROUP"]));
        const string text = "root ran ab on localhost as Administrator in WORKGROUP on pc";
        Assert.Same(text, redactor.CreateSession().Redact(text));
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
