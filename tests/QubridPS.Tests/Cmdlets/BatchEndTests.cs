using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests which failures end a batch, and the messages of its errors.</summary>
public class BatchEndTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Connection_failures_count_only_in_a_row(int limit)
    {
        await using var service = await ConcurrencyRecordingServer.StartAsync(async (_, context, prompt) =>
        {
            if (int.Parse(prompt, System.Globalization.CultureInfo.InvariantCulture) % 3 != 2)
            {
                context.Abort();
                return;
            }

            await StubResponses.SendStreamAsync(context, "answer");
        });
        using var shell = service.Connect("-MaximumRetryCount 0");
        var script = $"param($prompts) $prompts | Invoke-QubridChat -ThrottleLimit {limit}";
        var result = shell.Run(script, ConcurrencyRecordingServer.CreatePrompts(18));
        Assert.Equal(12, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.StartsWith("Qubrid.ConnectionFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal(6, result.Output.Count);
    }

    [Theory]
    [InlineData("insufficient_quota", 429, "the quota of the account is used up.")]
    [InlineData("invalid_api_key", 401, "the API key was not accepted.")]
    public async Task Failure_that_all_requests_share_ends_the_batch(string code, int status, string cause)
    {
        await using var service = await StubServer.StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            await StubResponses.SendAsync(context, $$$"""{"error":{"message":"No!","code":"{{{code}}}"}}""");
        });
        using var shell = service.Connect();
        var result = shell.Run("1..9 | Invoke-QubridChat 'Say' -Each");
        Assert.Single(service.Bodies);
        Assert.Equal(2, result.Errors.Count);
        Assert.Contains(cause + " 8 items were not sent. With -Checkpoint", result.Errors[1].ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(8, PSObject.AsPSObject(result.Errors[1].Exception).GetValue("ItemsNotSent"));
    }

    [Theory]
    [InlineData("Slow down", "Slow down.")]
    [InlineData("Slow down.", "Slow down.")]
    [InlineData("Slow down...", "Slow down.")]
    [InlineData("Slow down!", "Slow down!")]
    [InlineData("Who are you?", "Who are you?")]
    [InlineData("He said 'no.'", "He said 'no.'")]
    public async Task Each_sentence_of_an_error_ends_with_one_mark(string message, string sentence)
    {
        foreach (var (body, next) in new[]
        {
            ($$$"""{"error":{"message":"{{{message}}}"}}""", " 2 attempts were made."),
            ($$$"""{"error":{"message":"{{{message}}}","code":"insufficient_quota"}}""", " The quota of the account is used up"),
        })
        {
            await using var service = await StubServer.StartAsync(async context =>
            {
                context.Response.StatusCode = 429;
                context.Response.Headers.RetryAfter = "0";
                await StubResponses.SendAsync(context, body);
            });
            using var shell = service.Connect("-MaximumRetryCount 1");
            Assert.EndsWith(": " + sentence + next, Cut(shell.Run("Invoke-QubridChat hi").Error.ErrorDetails.Message, next), StringComparison.Ordinal);
        }

        await using var waiting = await StubServer.StartAsync(async context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "900";
            await StubResponses.SendAsync(context, $$$"""{"error":{"message":"{{{message}}}"}}""");
        });
        using var waitingShell = waiting.Connect();
        Assert.Contains($": {sentence} The service requests a delay", waitingShell.Run("Invoke-QubridChat hi").Error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sample_errors_consist_of_complete_sentences()
    {
        using var shell = new Shell();
        var ids = shell.Get("$line = 'New-QubridErrorRecord -Id '; (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText").ConvertAll(id => id.ToString());
        Assert.True(ids.Count > 30);
        foreach (var id in ids)
        {
            var record = (ErrorRecord)shell.Get("New-QubridErrorRecord -Id $args[0]", id).Single().BaseObject;
            foreach (var text in new[] { record.ErrorDetails.Message, record.ErrorDetails.RecommendedAction })
            {
                Assert.Matches(@"[.!?]'?$", text);
                Assert.DoesNotMatch(@"[.!?]{2}", text.Replace("...", "", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void Item_names_do_not_contain_the_key()
    {
        using var mock = new MockShell();
        var error = mock.Run("Connect-Qubrid -ApiKey sk-secret-123456 -BaseUri $mock.BaseUri; Add-QubridMockReply 'no' -StatusCode 400; 'use sk-secret-123456 now' | Invoke-QubridChat").Error;
        Assert.StartsWith("Item 1 ('use ", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-secret", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    private static string Cut(string message, string end) =>
        message.IndexOf(end, StringComparison.Ordinal) is >= 0 and var index ? message.Substring(0, index + end.Length) : message;
}
