using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

public class ErrorTests
{
    [Theory]
    [InlineData(400, "Qubrid.InvalidRequest", ErrorCategory.InvalidArgument)]
    [InlineData(401, "Qubrid.Unauthorized", ErrorCategory.AuthenticationError)]
    [InlineData(403, "Qubrid.Unauthorized", ErrorCategory.PermissionDenied)]
    [InlineData(404, "Qubrid.NotFound", ErrorCategory.ObjectNotFound)]
    [InlineData(413, "Qubrid.InvalidRequest", ErrorCategory.InvalidArgument)]
    [InlineData(422, "Qubrid.InvalidRequest", ErrorCategory.InvalidArgument)]
    [InlineData(429, "Qubrid.RateLimited", ErrorCategory.LimitsExceeded)]
    [InlineData(500, "Qubrid.ServerError", ErrorCategory.ResourceUnavailable)]
    [InlineData(503, "Qubrid.ServerError", ErrorCategory.ResourceUnavailable)]
    public async Task Rejected_request_is_one_error_with_a_recommended_action(int status, string id, ErrorCategory category)
    {
        await using var service = await StubServer.StartAsync(context => StubResponses.SendErrorAsync(context, status, "the service's words"));
        using var shell = service.Connect("-MaximumRetryCount 1");
        var error = shell.Run("Invoke-QubridChat hi").Error;
        Assert.Equal(id + ",QubridPS.InvokeQubridChatCommand", error.FullyQualifiedErrorId);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Contains("the service's words", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("req-7", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.Equal("hi", error.TargetObject);

        var exception = PSObject.AsPSObject(error.Exception);
        Assert.Equal("Qubrid.Client.QubridApiException", exception.GetTypeName());
        Assert.Equal(status, (int)(System.Net.HttpStatusCode)exception.GetValue("StatusCode")!);
        Assert.Equal("some_type", exception.GetText("ErrorType"));
        Assert.Equal("some_code", exception.GetText("ErrorCode"));
        Assert.Equal("req-7", exception.GetText("RequestId"));
        Assert.Equal(status is 429 or >= 500 ? 2 : 1, exception.GetValue("Attempts"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Stream")]
    [InlineData("-Live")]
    public async Task Interrupted_stream_is_an_error_with_the_partial_completion(string mode)
    {
        await using var service = await StubServer.StartAsync(async context =>
        {
            StubResponses.StartStream(context);
            await StubResponses.SendTokenAsync(context, "half an ");
            await StubResponses.SendTokenAsync(context, "answer");
        });
        using var shell = service.Connect("-MaximumRetryCount 1");
        var result = shell.Run("Invoke-QubridChat hi " + mode);
        Assert.StartsWith("Qubrid.StreamInterrupted,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("half an answer", PSObject.AsPSObject(result.Error.Exception).GetText("PartialCompletion.Text"));
        Assert.Equal(mode.Length == 0 ? 2 : 1, service.Bodies.Count);
        Assert.Equal(mode == "-Stream" ? 2 : 0, result.Output.Count);
    }

    [Fact]
    public async Task Error_event_in_a_stream_is_an_error()
    {
        await using var service = await StubServer.StartAsync(async context =>
        {
            StubResponses.StartStream(context);
            await StubResponses.SendTokenAsync(context, "part");
            await StubResponses.SendAsync(context, "data: {\"error\":{\"message\":\"out of memory\",\"type\":\"server_error\"}}\n\n");
        });
        using var shell = service.Connect();
        var error = shell.Run("Invoke-QubridChat hi").Error;
        Assert.StartsWith("Qubrid.StreamError,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("out of memory", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal("part", PSObject.AsPSObject(error.Exception).GetText("PartialCompletion.Text"));
    }

    [Fact]
    public void Unreachable_service_is_a_connection_error()
    {
        using var shell = new Shell();
        var error = shell.Run("Connect-Qubrid -ApiKey k -BaseUri http://127.0.0.1:1/v1; Invoke-QubridChat hi -MaximumRetryCount 0").Error;
        Assert.StartsWith("Qubrid.ConnectionFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category);
    }

    [Fact]
    public async Task HTML_page_is_an_invalid_response()
    {
        await using var service = await StubServer.StartAsync(async context =>
        {
            context.Response.ContentType = "text/html";
            await StubResponses.SendAsync(context, "<html><title>Please sign in</title></html>");
        });
        using var shell = service.Connect();
        var error = shell.Run("Invoke-QubridChat hi").Error;
        Assert.StartsWith("Qubrid.InvalidResponse,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Please sign in", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Idle_time_beyond_the_limit_is_a_timeout()
    {
        await using var service = await StubServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var shell = service.Connect();
        var idle = shell.Run("Invoke-QubridChat hi -OperationTimeoutSeconds 0.1").Error;
        var total = shell.Run("Invoke-QubridChat hi -TimeoutSeconds 0.1").Error;
        Assert.StartsWith("Qubrid.Timeout,", idle.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("Qubrid.Timeout,", total.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.OperationTimeout, total.CategoryInfo.Category);
    }

    [Fact]
    public async Task Failure_can_be_caught_and_other_items_continue()
    {
        var count = 0;
        await using var service = await StubServer.StartAsync(context =>
            Interlocked.Increment(ref count) == 2 ? StubResponses.SendErrorAsync(context, 400, "no") : StubResponses.SendStreamAsync(context, "ok"));
        using var shell = service.Connect();
        var result = shell.Run("'a', 'b', 'c' | Invoke-QubridChat");
        Assert.Equal(["a", "c"], result.Output.Select(completion => completion.GetValue("InputObject")));
        Assert.Equal("b", result.Error.TargetObject);
        Assert.Null(result.Terminating);

        count = 1;
        Assert.Equal("caught", shell.Get("try { Invoke-QubridChat hi } catch [System.Exception] { 'caught' }").Single().ToString());
    }

    [Fact]
    public async Task Echoed_key_is_in_no_stream_and_no_error()
    {
        await using var service = await StubServer.StartAsync(context => StubResponses.SendErrorAsync(context, 401, "bad key " + context.Request.Headers.Authorization));
        using var shell = service.Connect();
        var result = shell.Run("$VerbosePreference = $DebugPreference = 'Continue'; Invoke-QubridChat hi -Verbose");
        var error = result.Error;
        string[] texts =
        [
            error.ToString(), error.ErrorDetails.Message, error.Exception.ToString(), error.CategoryInfo.ToString(),
            .. result.Verbose, .. result.Debug, .. result.Warnings, shell.Host.Screen.Text,
            .. PSObject.AsPSObject(error.Exception).Properties.Select(property => property.Value?.ToString() ?? ""),
        ];
        Assert.DoesNotContain(texts, text => text.Contains(StubServer.TestKey, StringComparison.Ordinal));
        Assert.Contains("[key removed]", error.ErrorDetails.Message, StringComparison.Ordinal);
    }
}
