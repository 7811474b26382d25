using System.Net;
using Qubrid.Client.Security;

namespace Qubrid.Client.Tests.Redaction;

/// <summary>Tests that all secrets of a connection are redacted, not only the key: the password of a proxy, which a gateway can repeat.</summary>
public class SecretSetTests
{
    public static TheoryData<string> Forms { get; } = [.. KeyForms.All.Keys];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Each_secret_is_redacted_in_every_form(string form)
    {
        var redactor = new KeyRedactor(TestClient.ApiKey, KeyForms.OtherSecret);
        var redacted = redactor.Redact($"a {KeyForms.All[form]} b {KeyForms.OfOtherSecret[form]} c {KeyForms.OfOtherSecret[form]}")!;
        Assert.Empty(KeyForms.FindIn(redacted));
        Assert.Equal(3, redacted.Split("[key removed]").Length - 1);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Password_of_the_proxy_is_not_in_a_response_or_a_request(string form)
    {
        var secret = KeyForms.OfOtherSecret[form].Replace("\0", "").Replace("\\", "\\\\").Replace("\t", "\\t");
        foreach (var body in new[] { $"{{\"error\":{{\"message\":\"{secret}\"}}}}", $"{{\"choices\":[{{\"message\":{{\"content\":\"{secret}\"}},\"finish_reason\":\"stop\"}}]}}", secret })
        {
            await using var server = await TestServer.StartAsync(StubResponses.SendJson(body));
            using var client = Connect(server.BaseUri);
            var updates = new List<ChatUpdate>();
            List<object?> seen = [updates, await Record.ExceptionAsync(() => client.ReadUpdatesAsync(updates)), await Record.ExceptionAsync(() => client.GetModelsAsync(TestClient.NoRetry, default))];
            LeakDetector.AssertNoLeak([.. seen]);
        }
    }

    [Fact]
    public void Password_of_the_proxy_is_removed_from_requests()
    {
        using var client = Connect(new Uri("https://example.com/v1"));
        var request = client.GetSentRequest(
            new ChatRequest { Model = "m", Messages = [new ChatMessage { Content = $"{KeyForms.OtherSecret} and {TestClient.ApiKey}" }] }, redactor: null);
        Assert.Equal("[key removed] and [key removed]", request.Messages[0].Content);
        Assert.Equal("[key removed]", client.Redact(KeyForms.OtherSecret));
    }

    [Theory]
    [InlineData("Bearer sk-1")]
    [InlineData("gw-98765, gw-987654321")]
    public void Start_of_a_secret_in_ordinary_text_remains(string text) =>
        Assert.Equal(text, new KeyRedactor(TestClient.ApiKey, KeyForms.OtherSecret).Redact(text));

    private static QubridClient Connect(Uri baseUri) => new(new QubridClientOptions
    {
        BaseUri = baseUri,
        ApiKey = new NetworkCredential("", TestClient.ApiKey).SecurePassword,
        ProxyCredentials = new NetworkCredential("user", KeyForms.OtherSecret),
    });
}
