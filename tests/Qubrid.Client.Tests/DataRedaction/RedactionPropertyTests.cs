using FsCheck;
using FsCheck.Fluent;

namespace Qubrid.Client.Tests.DataRedaction;

public class RedactionPropertyTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(1500).WithReplay(20261125, 1).WithEndSize(30);

    // Each with the text around it by which it is recognized; the value is between « and ».
    private static readonly string[] s_values =
    [
        "«a.b@x.example»", "«c@sub.contoso.com»", "«10.1.2.3»", "«fe80::1»", "«2001:db8::12:3»", "«4111111111111111»", "«5555-5555-5555-4444»", "«DE89 3704 0044 0532 0130 00»", "«+49 30 901820»",
        @"C:\Users\«jdoe»\x", "«mmiller»", "«web-prod-01»", "password=«hunter2»", "\"secret\": \"«q1w2\\\"e3»\"", "«AKIAIOSFODNN7EXAMPLE»", "https://bob:«s3cr3t»@h.example/",
        "请联系«bob@contoso.com»谢谢", @"\n«10.9.8.7»\n", "curl -u bob:«P4ssw0rd»", "X-Api-Key: «abcdefghijklmnopqr»", "{\"mail\":\"«dora@x.example»\"}",
        "«eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc_DEF-123»", "Authorization: Bearer «abcdef.123456»",
    ];

    private static readonly string[] s_texts =
    [
        " ", "\n", "\t", ", ", "; ", " [EMAIL_1] ", " [SECRET_2] ", " [", "] ", " [EMAIL_ ", " is ", " {\"a\":1} ", "\r\n", " ä漢😀 ", " 12:30:00 ", " v1.2.3 ", " \\ ", " ' ", " \" ", " at ", " [HOST_1] ",
    ];

    internal static readonly Arbitrary<string[]> Mixtures = Arb.From(Gen.ArrayOf(
        from text in Gen.Elements(s_texts)
        from value in Gen.Frequency((3, Gen.Elements(s_values)), (2, Gen.Elements(s_texts)))
        from end in Gen.Elements(" ", "\n", " \t")
        select text + value + end));

    [Fact]
    public void Any_mixture_is_restored_and_contains_no_value() => Prop.ForAll(Mixtures, parts =>
    {
        var marked = string.Concat(parts);
        var text = Unmark(marked);
        var session = RedactionSupport.AllRestored.CreateSession();
        var redacted = session.Redact(text);
        Assert.Equal(text, session.Restore(redacted));
        Assert.All(GetValues(marked), value => Assert.DoesNotContain(value, redacted));
        if (!marked.Contains('«'))
        {
            Assert.Same(text, redacted);
        }
    }).Check(s_config);

    [Fact]
    public void Any_streamed_mixture_is_restored() => Prop.ForAll(Mixtures, Arb.From(Gen.Choose(1, 9)), (parts, size) =>
    {
        var session = RedactionSupport.All.CreateSession();
        var redacted = session.Redact(Unmark(string.Concat(parts)));
        var restorer = session.CreateRestorer();
        Assert.Equal(session.Restore(redacted), string.Concat(redacted.Chunk(size).Select(piece => restorer.Add(new string(piece)))) + restorer.Flush());
    }).Check(s_config);

    /// <summary>The next request contains the restored answer. Its placeholders must be those that were sent before.</summary>
    [Fact]
    public void Any_conversation_has_stable_placeholders() => Prop.ForAll(Mixtures, Mixtures, (first, second) =>
    {
        var messages = new List<(string, string)> { ("system", "Help."), ("user", Unmark(string.Concat(first)).Replace("[EMAIL_1]", "").Replace("[SECRET_2]", "")) };
        var session = RedactionSupport.All.CreateSession();
        var sent = session.Redact(RedactionSupport.CreateRequest([.. messages])).Messages.Select(message => message.Content).ToArray();
        messages.Add(("assistant", session.Restore("I see: " + sent[1])));
        messages.Add(("user", Unmark(string.Concat(second)).Replace("[EMAIL_1]", "")));
        var next = RedactionSupport.All.CreateSession().Redact(RedactionSupport.CreateRequest([.. messages]));
        Assert.Equal([.. sent, "I see: " + sent[1]], next.Messages.Take(3).Select(message => message.Content));
    }).Check(s_config);

    /// <summary>Random text must not fail, and is restored whatever was found in it.</summary>
    [Fact]
    public void Any_text_is_restored() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
    {
        text ??= "";
        var session = RedactionSupport.AllRestored.CreateSession();
        Assert.Equal(text, session.Restore(session.Redact(text)));
    }).Check(s_config);

    internal static string Unmark(string text) => text.Replace("«", "").Replace("»", "");

    internal static IEnumerable<string> GetValues(string text) => text.Split('«').Skip(1).Select(part => part.Split('»')[0]);
}
