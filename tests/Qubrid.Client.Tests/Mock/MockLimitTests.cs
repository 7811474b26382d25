using System.Net;
using System.Net.Http.Headers;
using Qubrid.Mock;

namespace Qubrid.Client.Tests.Mock;

/// <summary>Tests that the mock server limits what it reads, keeps no credentials, and serves only requests for its own address.</summary>
public class MockLimitTests
{
    [Fact]
    public async Task Slow_pattern_is_reported_and_not_retried()
    {
        using var server = MockServer.Start();
        server.Add(new MockReply { Match = "^(a+)+$", Text = "never" });
        using var client = TestClient.Connect(server.BaseUri);
        var request = new ChatRequest { Model = "m", Messages = [new ChatMessage { Content = new string('a', 60) + "!" }] };
        var failure = await client.ExpectFailureAsync(TestClient.FastRetry(), request).WithTimeout();
        Assert.Equal((QubridErrorKind.ServerError, 1), (failure.Kind, failure.Attempts));
        Assert.Contains("^(a+)+$", failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Invalid_pattern_is_reported()
    {
        using var server = MockServer.Start();
        server.Add(new MockReply { Match = "(" });
        using var client = TestClient.Connect(server.BaseUri);
        Assert.Equal(QubridErrorKind.ServerError, (await client.ExpectFailureAsync().WithTimeout()).Kind);
    }

    [Fact]
    public async Task Body_above_64_MB_is_rejected_and_not_recorded()
    {
        using var server = MockServer.Start();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "k");
        using var response = await http.PostAsync(server.BaseUri + "/chat/completions", new ByteArrayContent(new byte[(64 * 1024 * 1024) + 1]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:PORT")]
    [InlineData("127.0.0.1.evil.example:PORT")]
    public async Task Request_for_another_host_is_not_served(string host)
    {
        // A web page whose name resolves to 127.0.0.1 (DNS rebinding) sends its own name.
        using var server = MockServer.Start();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, server.BaseUri + "/chat/completions") { Content = new StringContent("""{"model":"m","messages":[{"role":"user","content":"a"}]}""") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "k");
        request.Headers.Host = host.Replace("PORT", server.BaseUri.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        using var response = await http.SendAsync(request);
        Assert.False(response.IsSuccessStatusCode);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Recorded_request_has_no_credentials()
    {
        using var server = MockServer.Start();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, server.BaseUri + "/chat/completions") { Content = new StringContent("""{"model":"m","messages":[{"role":"user","content":"a"}]}""") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "canary");
        string[] names = ["Proxy-Authorization", "Cookie", "api-key", "X-Api-Key", "Ocp-Apim-Subscription-Key", "CF-Access-Client-Secret", "X-Auth-Token", "x-portkey-api-key", "X-Amz-Security-Token"];
        foreach (var name in names)
        {
            request.Headers.TryAddWithoutValidation(name, "canary");
        }

        request.Headers.TryAddWithoutValidation("X-Trace", "kept");
        using var response = await http.SendAsync(request);
        var recorded = Assert.Single(server.Requests);
        Assert.DoesNotContain("canary", recorded.Headers.Values);
        Assert.False(recorded.Headers.ContainsKey("Authorization"));
        Assert.Equal("kept", recorded.Headers["X-Trace"]);
        Assert.All(names, name => Assert.True(recorded.Headers.ContainsKey(name)));
    }
}
