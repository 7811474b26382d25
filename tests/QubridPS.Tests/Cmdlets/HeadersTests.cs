using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

[Collection(EnvironmentCollection.Name)]
public class HeadersTests
{
    private const string Secret = "gateway-secret-0123";
    private const string Connect = "param($uri, $headers) Connect-Qubrid -BaseUri $uri -Headers $headers -RetryIntervalSec 0.01; ";

    [Fact]
    public async Task Headers_are_sent_with_every_request()
    {
        var received = new ConcurrentQueue<IHeaderDictionary>();
        await using var service = await StartAsync(received);
        using var environment = new EnvironmentScope("environment-key");
        using var shell = new Shell();
        var headers = new Dictionary<string, object> { ["x-gateway-key"] = new NetworkCredential("", Secret).SecurePassword, ["X-Tenant"] = 17.5, ["User-Agent"] = "mine" };
        shell.Run(Connect + "Invoke-QubridChat hi; Invoke-QubridChat hi -NoStream -ConnectionTimeoutSeconds 3; Get-QubridModel; Test-QubridConnection", service.BaseUri, headers);
        Assert.Equal(4, received.Count);
        Assert.All(received, sent =>
        {
            Assert.Equal(Secret, sent["X-Gateway-Key"]);
            Assert.Equal("17.5", sent["X-Tenant"]);
            Assert.Equal("mine", sent.UserAgent);
            Assert.Equal("Bearer environment-key", sent.Authorization);
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("environment-key")]
    public async Task Authorization_replaces_the_key(string environmentKey)
    {
        var received = new ConcurrentQueue<IHeaderDictionary>();
        await using var service = await StartAsync(received);
        using var environment = new EnvironmentScope(environmentKey);
        using var shell = new Shell();
        shell.Get(Connect + "Invoke-QubridChat hi", service.BaseUri, new Dictionary<string, object> { ["authorization"] = "Basic " + Secret });
        Assert.Equal("Basic " + Secret, Assert.Single(received).Authorization);
        Assert.Null(shell.Get("(Get-QubridConnection).ApiKey").Single());
    }

    [Fact]
    public async Task Credential_of_the_authorization_header_is_redacted_without_its_scheme()
    {
        await using var service = await StubServer.StartAsync(context => StubResponses.SendErrorAsync(context, 400, $"The credential {Secret} has expired"));
        using var shell = new Shell();
        var error = shell.Run(Connect + "Invoke-QubridChat hi", service.BaseUri, new Dictionary<string, object> { ["Authorization"] = "Token " + Secret }).Error;
        Assert.Contains("The credential [key removed] has expired", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_shows_the_names_of_the_headers_only()
    {
        await using var service = await StartAsync([]);
        using var shell = new Shell();
        shell.Get(Connect, service.BaseUri, new Dictionary<string, object> { ["X-A"] = Secret, ["Authorization"] = Secret });
        Assert.Equal(["X-A", "Authorization"], shell.Get("(Get-QubridConnection).Headers").Select(name => name.ToString()));
        var text = shell.Show("Get-QubridConnection; Get-QubridConnection | Format-List * -Force | Out-String; [Management.Automation.PSSerializer]::Serialize((Get-QubridConnection))");
        Assert.Contains("Headers  : X-A, Authorization", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Object_from_JSON_is_accepted()
    {
        var received = new ConcurrentQueue<IHeaderDictionary>();
        await using var service = await StartAsync(received);
        using var shell = new Shell();
        shell.Get("param($uri) Connect-Qubrid key -BaseUri $uri -Headers ([pscustomobject]@{ 'X-A' = 'one'; 'X-B' = ' two ' }); Invoke-QubridChat hi", service.BaseUri);
        Assert.Equal(["one", "two"], [received.Single()["X-A"].ToString(), received.Single()["X-B"].ToString()]);
    }

    [Theory]
    [InlineData("@{ 'X-A' = \"gateway`r`nX-B: gateway\" }", "'X-A'", "line breaks")]
    [InlineData("@{ 'X-A' = \"gateway`n\" }", "'X-A'", "line breaks")]
    [InlineData("@{ 'X-A' = \"gateway$([char]0xE9)\" }", "'X-A'", "outside ASCII")]
    [InlineData("@{ 'X-A' = \"gateway$([char]0)gateway\" }", "'X-A'", "control characters")]
    [InlineData("@{ 'X-A' = \"$([char]0)gateway\" }", "'X-A'", "control characters")]
    [InlineData("@{ 'X-A' = \"gateway`tb\" }", "'X-A'", "control characters")]
    [InlineData("@{ 'X-A' = '' }", "'X-A'", "empty")]
    [InlineData("@{ 'X-A' = '  ' }", "'X-A'", "empty")]
    [InlineData("@{ 'X-A' = $null }", "'X-A'", "no value")]
    [InlineData("@{ 'X-A' = 'gateway', 'b' }", "'X-A'", "must be a string or a SecureString")]
    [InlineData("@{ 'X-A' = @{ Key = 'gateway' } }", "'X-A'", "must be a string or a SecureString")]
    [InlineData("@{ 'X-A' = [datetime]::Now }", "'X-A'", "must be a string or a SecureString")]
    [InlineData("@{ 'X-A' = '********' }", "'X-A'", "hides one")]
    [InlineData("@{ 'X-A' = 'System.Security.SecureString' }", "'X-A'", "hides one")]
    [InlineData("@{ 'X-A: gateway' = 'b' }", "'X-A'", "not valid in a header name")]
    [InlineData("@{ 'X-A: gateway' = $null }", "'X-A'", "not valid in a header name")]
    [InlineData("@{ ' ' = 'gateway' }", "name", "no valid name")]
    [InlineData("@{ 'content-type' = 'gateway' }", "'content-type'", "cannot be specified")]
    [InlineData("@{ 'Content-Length' = 5 }", "'Content-Length'", "cannot be specified")]
    [InlineData("@{ Host = 'gateway' }", "'Host'", "cannot be specified")]
    [InlineData("@{ 'Transfer-Encoding' = 'gateway' }", "'Transfer-Encoding'", "cannot be specified")]
    [InlineData("@{ Connection = 'gateway' }", "'Connection'", "cannot be specified")]
    [InlineData("@{ 'Proxy-Authorization' = 'gateway' }", "'Proxy-Authorization'", "-ProxyCredential")]
    [InlineData("([Collections.Generic.Dictionary[string,string]]::new([StringComparer]::Ordinal) | ForEach-Object { $_['X-A'] = 'gateway'; $_['x-a'] = 'b'; $_ })", "'x-a'", "twice", true)]
    public void Invalid_header_is_an_error_without_its_value(string headers, string name, string reason, bool isEitherName = false)
    {
        using var shell = new Shell();
        var error = shell.Run($"Connect-Qubrid key -Headers {headers}").Error;
        Assert.Equal("Qubrid.InvalidHeader,QubridPS.ConnectQubridCommand", error.FullyQualifiedErrorId);
        Assert.Contains("-Headers", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains(name, error.ErrorDetails.Message, isEitherName ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
        Assert.Contains(reason, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("gateway", error.ErrorDetails.Message + error.Exception, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'X-A: gateway'", "String")]
    [InlineData("'X-A', 'gateway'", "Object[]")]
    public void Value_that_is_not_a_dictionary_is_an_error_without_the_value(string headers, string type)
    {
        using var shell = new Shell();
        var error = shell.Run($"Connect-Qubrid key -Headers {headers}").Error;
        Assert.Contains("'Headers'", error.ToString(), StringComparison.Ordinal);
        Assert.Contains($"an object of type {type}", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("gateway", error + error.Exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Journal_and_WhatIf_do_not_contain_a_header_value()
    {
        using var folder = new TemporaryFolder();
        await using var service = await StubServer.StartAsync(context => StubResponses.SendStreamAsync(context, "your value: ", Secret));
        using var shell = new Shell();
        shell.Get(
            "param($uri, $value, $file) Connect-Qubrid key -BaseUri $uri -Headers @{ 'X-A' = $value } -Journal $file; Invoke-QubridChat \"Is $value right?\"",
            service.BaseUri, Secret, folder.File("j.jsonl"));
        Assert.DoesNotContain(Secret, await File.ReadAllTextAsync(folder.File("j.jsonl")), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, shell.Show($"Invoke-QubridChat 'Is {Secret} right?' -WhatIf"), StringComparison.Ordinal);
    }

    private static Task<StubServer> StartAsync(ConcurrentQueue<IHeaderDictionary> received) => StubServer.StartAsync(context =>
    {
        received.Enqueue(new HeaderDictionary(context.Request.Headers.ToDictionary(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase)));
        return context.Request.Method == "GET" ? StubResponses.SendAsync(context, """{"data":[{"id":"openai/gpt-oss-120b"}]}""") : StubResponses.SendStreamAsync(context, "ok");
    });
}
