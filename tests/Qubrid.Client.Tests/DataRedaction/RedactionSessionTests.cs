namespace Qubrid.Client.Tests.DataRedaction;

public class RedactionSessionTests
{
    [Fact]
    public void Equal_values_share_a_placeholder_and_are_numbered_by_first_appearance()
    {
        var session = RedactionSupport.All.CreateSession();
        Assert.Equal(
            "[EMAIL_1] from [IPADDRESS_1], [EMAIL_2], [EMAIL_1], [IPADDRESS_1]",
            session.Redact("b@x.example from 10.0.0.1, a@x.example, B@X.Example, 10.0.0.1"));
        Assert.Equal(2, session.Redactions["Email"]);
        Assert.Equal(1, session.Redactions["IPAddress"]);
        Assert.DoesNotContain("Secret", session.Redactions.Keys);
    }

    [Fact]
    public void Text_without_values_is_the_same_instance()
    {
        const string text = "Nothing [here] to see: [EMAIL_1], {\"a\":1}\r\n\t\u0000";
        Assert.Same(text, RedactionSupport.All.CreateSession().Redact(text));
    }

    [Fact]
    public void Placeholder_in_the_original_text_is_not_used_for_a_value()
    {
        var session = RedactionSupport.All.CreateSession();
        const string text = "a@x.example, [EMAIL_1], [EMAIL_3], b@x.example, [EMAIL_99]";
        var redacted = session.Redact(text);
        Assert.Equal("[EMAIL_2], [EMAIL_1], [EMAIL_3], [EMAIL_4], [EMAIL_99]", redacted);
        Assert.Equal(text, session.Restore(redacted));
    }

    [Theory]
    [InlineData("[EMAIL_9]")]
    [InlineData("[EMAIL_01]")]
    [InlineData("[email_1]")]
    [InlineData("[HOST_1]")]
    [InlineData("EMAIL_1")]
    [InlineData("[EMAIL_1")]
    public void Placeholder_that_does_not_exist_is_unchanged(string text)
    {
        var session = RedactionSupport.All.CreateSession();
        session.Redact("a@x.example");
        Assert.Equal(text, session.Restore(text));
    }

    [Fact]
    public void Secret_is_replaced_also_where_nothing_shows_that_it_is_one() => Assert.Equal(
        "[SECRET_1] was typed; password=[SECRET_1]; '[SECRET_1]' xhunter2y",
        RedactionSupport.All.CreateSession().Redact("hunter2 was typed; password=hunter2; 'hunter2' xhunter2y"));

    [Fact]
    public void Restored_value_is_escaped_in_JSON()
    {
        var session = RedactionSupport.Create(RedactionRule.FromPattern("Path", @"C:\\\S+ ""x""")).CreateSession();
        var redacted = session.Redact("C:\\a\\b \"x\"");
        Assert.Equal("[PATH_1]", redacted);
        Assert.Equal("""{"p":"C:\\a\\b \"x\""}""", session.Restore("""{"p":"[PATH_1]"}""", isJson: true));
        Assert.Equal("C:\\a\\b \"x\"", session.Restore(redacted));
    }

    [Fact]
    public void Continued_conversation_has_the_same_placeholders()
    {
        (string, string)[] first =
        [
            ("system", "You help bob@x.example."), ("user", "password=hunter2 of a@x.example at 10.0.0.1"),
        ];
        var session = RedactionSupport.All.CreateSession();
        var sent = session.Redact(RedactionSupport.CreateRequest(first));
        var answer = session.Restore("[EMAIL_2] uses [SECRET_1] at [IPADDRESS_1]; ask new@x.example");
        Assert.Equal("a@x.example uses [SECRET_1] at 10.0.0.1; ask new@x.example", answer);
        var next = RedactionSupport.All.CreateSession().Redact(RedactionSupport.CreateRequest(
            [.. first, ("assistant", answer), ("user", "And c@x.example with token=abc123def. Is [SECRET_1] weak?")]));
        Assert.Equal(sent.Messages.Select(message => message.Content), next.Messages.Take(2).Select(message => message.Content));
        Assert.Equal("[EMAIL_2] uses [SECRET_1] at [IPADDRESS_1]; ask [EMAIL_3]", next.Messages[2].Content);
        Assert.Equal("And [EMAIL_4] with token=[SECRET_2]. Is [SECRET_1] weak?", next.Messages[3].Content);
    }

    [Fact]
    public void Tools_and_schema_do_not_change_the_placeholders_of_a_continued_conversation()
    {
        var request = RedactionSupport.CreateRequest(("user", "a@x.example"));
        var tools = RequestRedactionTests.ParseJson("""[{"type":"function","function":{"name":"f","description":"Mails t@x.example"}}]""");
        var first = RedactionSupport.All.CreateSession().Redact(new ChatRequest { Model = "m", Messages = request.Messages, Tools = tools });
        var next = RedactionSupport.All.CreateSession().Redact(new ChatRequest
        {
            Model = "m",
            Messages = [.. request.Messages, new ChatMessage { Role = "assistant", Content = "ok" }, new ChatMessage { Content = "b@x.example" }],
            Tools = tools,
        });
        Assert.Contains("[EMAIL_2]", first.Tools!.Value.GetRawText());
        Assert.Contains("[EMAIL_2]", next.Tools!.Value.GetRawText());
        Assert.Equal(["[EMAIL_1]", "ok", "[EMAIL_3]"], next.Messages.Select(message => message.Content));
    }

    [Fact]
    public void Placeholder_that_a_later_message_contains_is_not_used_for_a_restored_value()
    {
        var session = RedactionSupport.All.CreateSession();
        var redacted = session.Redact(RedactionSupport.CreateRequest(("user", "a@x.example"), ("assistant", "ok"), ("user", "What is [EMAIL_1]?")));
        Assert.Equal(["[EMAIL_2]", "ok", "What is [EMAIL_1]?"], redacted.Messages.Select(message => message.Content));
        Assert.Equal("[EMAIL_1] is not a@x.example", session.Restore("[EMAIL_1] is not [EMAIL_2]"));
    }

    [Fact]
    public void Restored_secret_of_an_earlier_answer_is_redacted_again()
    {
        var session = RedactionSupport.AllRestored.CreateSession();
        var request = RedactionSupport.CreateRequest(("user", "password=hunter2"), ("assistant", "Change hunter2 soon."), ("user", "Why?"));
        Assert.Equal("Change [SECRET_1] soon.", session.Redact(request).Messages[1].Content);
    }
}
