using System.Globalization;
using Microsoft.AspNetCore.Http;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests errors in undocumented formats, long retry delays, and control characters in text of a service.</summary>
public class ServiceErrorTests
{
    private const string Evil = "a\u001b]0;owned\u0007b\u009bc\u202ed\u2066e\u200ef";

    [Theory]
    [InlineData("{\"code\":429,\"message\":\"words\"}", "Qubrid.RateLimited", 429)]
    [InlineData("{\"error\":{\"message\":\"words\",\"code\":\"invalid_api_key\"}}", "Qubrid.Unauthorized", 200)]
    [InlineData("[{\"error\":{\"message\":\"words\",\"code\":404}}]", "Qubrid.NotFound", 404)]
    [InlineData("{\"errors\":[\"words\"]}", "Qubrid.StreamError", 200)]
    [InlineData("{\"detail\":[{\"msg\":\"words\",\"loc\":[\"body\"]}]}", "Qubrid.StreamError", 200)]
    [InlineData("{\"base_resp\":{\"status_code\":1008,\"status_msg\":\"words\"},\"choices\":null}", "Qubrid.StreamError", 200)]
    [InlineData("{\"error\":{\"message\":\"Provider returned error\",\"code\":502,\"metadata\":{\"raw\":\"{\\\"message\\\":\\\"words\\\"}\"}}}", "Qubrid.ServerError", 502)]
    public async Task Error_in_a_successful_response_has_the_id_and_status_of_its_body(string body, string id, int status)
    {
        await using var service = await StubServer.StartAsync(context => StubResponses.SendAsync(context, body));
        using var shell = service.Connect("-MaximumRetryCount 0");
        foreach (var mode in new[] { "", "-NoStream", "-Stream", "-Live" })
        {
            var error = shell.Run("Invoke-QubridChat hi " + mode).Error;
            Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains("words", error.ErrorDetails.Message, StringComparison.Ordinal);
            Assert.Equal(status, (int)(System.Net.HttpStatusCode)PSObject.AsPSObject(error.Exception).GetValue("StatusCode")!);
        }
    }

    [Theory]
    [InlineData("Invoke-QubridChat hi", "", 429, "Qubrid.RateLimited")]
    [InlineData("Invoke-QubridChat hi -MaximumRetryDelaySec 60", "", 503, "Qubrid.ServerError")]
    [InlineData("Invoke-QubridChat hi", "-MaximumRetryDelaySec 60", 429, "Qubrid.RateLimited")]
    [InlineData("Get-QubridModel -MaximumRetryDelaySec 60", "", 429, "Qubrid.RateLimited")]
    public async Task Too_long_retry_delay_is_an_error_at_once(string script, string connect, int status, string id)
    {
        var seconds = script.Contains("60", StringComparison.Ordinal) || connect.Length > 0 ? 90 : 301;
        await using var service = await StubServer.StartAsync(context => SendErrorAsync(context, status, seconds));
        using var shell = service.Connect(connect);
        var error = shell.Run(script).Error;
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Matches(@"until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d local time", error.ErrorDetails.Message);
        Assert.Equal(TimeSpan.FromSeconds(seconds), PSObject.AsPSObject(error.Exception).GetValue("RetryAfter"));
        Assert.Single(service.Bodies);
    }

    [Fact]
    public async Task Batch_does_not_wait_for_a_too_long_retry_delay()
    {
        await using var service = await StubServer.StartAsync(context => SendErrorAsync(context, 429, 200_000));
        using var shell = service.Connect();
        var result = shell.Run("1..4 | Invoke-QubridChat 'Say' -Each -ThrottleLimit 2");
        Assert.Equal(4, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.StartsWith("Qubrid.RateLimited,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal(4, service.Bodies.Count);
    }

    [Fact]
    public async Task Exhausted_quota_is_reported_and_not_retried()
    {
        await using var service = await StubServer.StartAsync(context =>
        {
            context.Response.StatusCode = 429;
            return StubResponses.SendAsync(context, """{"error":{"message":"No credit.","code":"insufficient_quota"}}""");
        });
        using var shell = service.Connect();
        var error = shell.Run("Invoke-QubridChat hi").Error;
        Assert.Contains("The quota of the account is used up", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("balance", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(service.Bodies);
    }

    [Fact]
    public void Retry_delay_limit_is_a_connection_setting()
    {
        using var shell = new Shell();
        var seen = shell.Show("Connect-Qubrid -ApiKey canary-0123 -MaximumRetryDelaySec 7 -PassThru; (Get-QubridConnection).MaximumRetryDelaySec");
        Assert.Contains("Retry-After up to 7 s", seen, StringComparison.Ordinal);
        Assert.EndsWith("7", seen.Trim(), StringComparison.Ordinal);
        Assert.Equal(300, shell.Get("(Connect-Qubrid -ApiKey canary-0123 -PassThru).MaximumRetryDelaySec").Single().BaseObject);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(200)]
    public async Task Service_error_contains_no_control_characters(int status)
    {
        await using var service = await StubServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return StubResponses.SendAsync(context, $$$"""{"error":{"message":"{{{Json(Evil)}}}","type":"{{{Json(Evil)}}}","code":"{{{Json(Evil)}}}"}}""");
        });
        using var shell = service.Connect("-MaximumRetryCount 1");
        var error = shell.Run("Invoke-QubridChat hi").Error;
        IsSafe(error.ToString());
        IsSafe(error.ErrorDetails.Message);
        IsSafe(error.Exception.ToString());
        IsSafe(shell.Show("try { Invoke-QubridChat hi } catch { $_; $_.Exception | Format-List -Property * }; Test-QubridConnection -Detailed; Test-QubridConnection -Verbose 4>&1"));
    }

    [Fact]
    public async Task Views_of_models_and_updates_contain_no_control_characters_but_the_objects_do()
    {
        await using var service = await StubServer.StartAsync(context => context.Request.Method == "GET"
            ? StubResponses.SendAsync(context, $$$"""[{"id":"{{{Json(Evil)}}}","owned_by":{"name":"{{{Json(Evil)}}}"}}]""")
            : StubResponses.SendStreamAsync(context, Evil));
        using var shell = service.Connect();
        IsSafe(shell.Show("Get-QubridModel"));
        IsSafe(shell.Show("Invoke-QubridChat hi -Stream"));
        IsSafe(shell.Show("Invoke-QubridChat hi; Invoke-QubridChat hi -Live; Invoke-QubridChat hi -Verbose 4>&1"));
        Assert.Equal(Evil, shell.Get("Get-QubridModel").Single().GetText("Id"));
        Assert.Equal(Evil, shell.Get("Invoke-QubridChat hi").Single().GetText());
    }

    private static Task SendErrorAsync(HttpContext context, int status, int seconds)
    {
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return StubResponses.SendErrorAsync(context, status, "slow down");
    }

    private static string Json(string text) => string.Concat(text.Select(unit => $"\\u{(int)unit:x4}"));

    private static void IsSafe(string text) => Assert.DoesNotContain(
        text, unit => (char.IsControl(unit) && unit is not ('\n' or '\r' or '\t')) || unit is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F');
}
