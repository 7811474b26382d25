namespace Qubrid.Client.Tests.DataRedaction;

public class RedactorTests
{
    [Theory]
    [InlineData("Emial", "'Emial' is not a category. The categories are Secret, Email, ")]
    [InlineData("web(", "'web(' is not a valid regular expression: ")]
    [InlineData(@"\d*", "matches empty text")]
    [InlineData("^", "matches empty text")]
    [InlineData(@"\b", "matches empty text")]
    [InlineData("(?=a)", "matches empty text")]
    [InlineData("", "matches empty text")]
    public void Invalid_text_is_an_error_that_says_what_is_wrong(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => Redactor.Parse("Email", text)).Message);

    [Theory]
    [InlineData("1st")]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("Höst")]
    [InlineData("All")]
    public void Invalid_name_of_a_pattern_is_an_error(string name) =>
        Assert.Contains("is not a valid name of a pattern", Assert.Throws<ArgumentException>(() => RedactionRule.FromPattern(name, "x")).Message);

    [Fact]
    public void Unknown_category_is_an_error() => Assert.Throws<ArgumentException>(() => RedactionRule.FromCategory("Word"));

    [Theory]
    [InlineData("email", "Email")]
    [InlineData("IPADDRESS", "IPAddress")]
    public void Category_is_found_in_any_case(string text, string name) => Assert.Equal(name, Redactor.Parse(text).Rules.Single().Name);

    [Fact]
    public void All_stands_for_every_category() => Assert.Equal(RedactionCategories.Names, Redactor.Parse("All").Rules.Select(rule => rule.Name));

    [Theory]
    [InlineData(@"web\d+", "the WEB12 and web3", "the [CUSTOM_1] and [CUSTOM_2]")]
    [InlineData(@"(?-i)web\d+", "the WEB12 and web3", "the WEB12 and [CUSTOM_1]")]
    [InlineData(@"(?<=id=)\w+", "id=abc abc", "id=[CUSTOM_1] [CUSTOM_1]")]
    [InlineData(@"id=(?<value>\w+)", "id=abc", "id=[CUSTOM_1]")]
    [InlineData(@"(\w)\1x", "aax abx", "[CUSTOM_1] abx")]
    [InlineData("(?m)^a.*$", "a1\nb\na2", "[CUSTOM_1]\nb\n[CUSTOM_2]")]
    public void Pattern_is_replaced(string pattern, string text, string expected) => Assert.Equal(expected, Redactor.Parse(pattern).CreateSession().Redact(text));

    [Fact]
    public void Named_pattern_has_placeholders_of_its_name() =>
        Assert.Equal("[HOST_1] [HOST_2] [HOST_1]", RedactionSupport.Create(RedactionRule.FromPattern("Host", @"web\d+")).CreateSession().Redact("web1 web2 web1"));

    [Fact]
    public void Pattern_with_the_name_of_a_category_extends_it()
    {
        var session = RedactionSupport.Create(RedactionRule.FromPattern("secret", @"ticket-\d+"), RedactionRule.FromCategory("Secret")).CreateSession();
        Assert.Equal("[SECRET_1] password=[SECRET_2]", session.Redact("ticket-12 password=hunter2"));
        Assert.Equal("[SECRET_1]", session.Restore("[SECRET_1]"));
    }

    [Fact]
    public void Pattern_that_takes_too_long_is_an_error_without_the_text()
    {
        var session = Redactor.Parse("(a+)+(?=b)$").CreateSession();
        var failure = Assert.Throws<ArgumentException>(() => session.Redact(new string('a', 40) + "!"));
        Assert.Contains("takes too long on a text of 41 characters", failure.Message);
        Assert.DoesNotContain("aaaa", failure.ToString());
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Secrets_are_restored_only_on_request(bool? isRestored, bool expected)
    {
        var session = RedactionSupport.Create(RedactionRule.FromCategory("Secret", isRestored)).CreateSession();
        var redacted = session.Redact("password=hunter2");
        Assert.Equal("password=[SECRET_1]", redacted);
        Assert.Equal(expected ? "password=hunter2" : redacted, session.Restore(redacted));
    }

    [Theory]
    [InlineData(null, true, false)] // the policy keeps secrets, so a call cannot restore them
    [InlineData(true, null, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public void Extension_does_not_weaken_the_policy(bool? policy, bool? call, bool expected) => Assert.Equal(
        expected,
        RedactionSupport.Create(RedactionRule.FromCategory("Secret", policy)).Extend(RedactionSupport.Create(RedactionRule.FromCategory("Secret", call))).IsRestored("Secret"));

    [Fact]
    public void Extension_adds_rules_and_keeps_those_of_the_policy()
    {
        var extended = RedactionSupport.Category("Email").Extend(RedactionSupport.Create(RedactionRule.FromCategory("Email"), RedactionRule.FromCategory("Secret", true), RedactionRule.FromPattern("Host", "web1")));
        Assert.Equal(["Email", "Secret", "Host"], extended.Rules.Select(rule => rule.Name));
        Assert.True(extended.IsRestored("Secret"));
        Assert.Equal("[EMAIL_1] [HOST_1] password=[SECRET_1]", extended.CreateSession().Redact("a@b.example web1 password=x1y"));
    }

    [Fact]
    public void Secret_inside_another_value_stays_a_secret()
    {
        var session = RedactionSupport.Create(RedactionRule.FromCategory("Secret"), RedactionRule.FromPattern("Line", "server.*")).CreateSession();
        var redacted = session.Redact("server x password=hunter2 y");
        Assert.Equal("[LINE_1][SECRET_1] [LINE_2]", redacted);
        Assert.Equal("server x password=[SECRET_1] y", session.Restore(redacted));
    }
}
