namespace Qubrid.Client.Tests.Models;

public class ModelListTests
{
    private static async Task<IReadOnlyList<QubridModel>> GetModelsAsync(params Func<HttpContext, Task>[] responses)
    {
        await using var server = await TestServer.StartAsync(responses);
        using var client = server.Connect();
        return await client.GetModelsAsync(TestClient.FastRetry(), default);
    }

    private static Task<QubridApiException> ExpectFailureAsync(params Func<HttpContext, Task>[] responses) =>
        Assert.ThrowsAsync<QubridApiException>(() => GetModelsAsync(responses));

    [Fact]
    public async Task Models_are_listed_in_service_order_with_all_fields()
    {
        var models = await GetModelsAsync(StubResponses.SendJson("""
            {"object":"list","data":[
                {"id":"openai/gpt-oss-120b","object":"model","created":1710000000.0,"owned_by":"openai","context":[1,{"a":null}]},
                {"id":"a/b","owned_by":null}]}
            """));
        Assert.Equal(["openai/gpt-oss-120b", "a/b"], models.Select(model => model.Id));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1710000000), models[0].Created);
        Assert.Equal("openai", models[0].OwnedBy);
        var context = Assert.IsType<object?[]>(models[0].AdditionalProperties["context"]);
        Assert.Equal(1L, context[0]);
        Assert.Null(models[1].Created);
        Assert.Null(models[1].OwnedBy);
        Assert.Empty(models[1].AdditionalProperties);
    }

    [Fact]
    public async Task Empty_model_list_is_accepted() => Assert.Empty(await GetModelsAsync(StubResponses.SendJson("""{"data":[]}""")));

    [Fact]
    public async Task Models_are_requested_by_GET_with_the_key()
    {
        var requests = "";
        await GetModelsAsync(context =>
        {
            requests = $"{context.Request.Method} {context.Request.Path} {context.Request.Headers.Authorization}";
            return StubResponses.SendJson("""{"data":[]}""")(context);
        });
        Assert.Equal("GET /v1/models Bearer " + TestClient.ApiKey, requests);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"data":"a"}""")]
    [InlineData("<html></html>")]
    [InlineData("5")]
    [InlineData("{\"data\":[")]
    [InlineData("")]
    public async Task Unexpected_JSON_is_an_invalid_response(string body)
    {
        var failure = await ExpectFailureAsync(StubResponses.SendJson(body));
        Assert.Equal(QubridErrorKind.InvalidResponse, failure.Kind);
        Assert.StartsWith("The response is not a list of models: ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Qubrid.", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, failure.Attempts);
    }

    [Theory]
    [InlineData("""[{"id":"a"},{"id":"b"}]""", "a b")]
    [InlineData("""{"models":[{"name":"a","model":"x"},{"model":"b"}]}""", "a b")]
    [InlineData("""{"success":true,"errors":[],"result":[{"id":"a","description":"A model"}]}""", "a")]
    [InlineData("""{"data":{"models":["a","b"]}}""", "a b")]
    [InlineData("""{"data":[{"id":7},{"id":"a"},{"id":"","name":"b"}]}""", "7 a b")]
    [InlineData("""{"data":[null,{"id":null},1,[],{"name":{}},{"id":true},{"id":"a"}]}""", "a")]
    [InlineData("""{"data":null,"models":[{"id":"a"}]}""", "a")]
    [InlineData("""{"data":[{"id":"a","id":"b"}],"error":{},"message":"ok"}""", "b")]
    [InlineData("\uFEFF[{\"id\":\"a\"}]", "a")]
    [InlineData("[]", "")]
    public async Task Valid_entries_of_any_list_format_are_returned(string body, string ids)
    {
        var models = await GetModelsAsync(StubResponses.SendJson(body));
        Assert.Equal(ids, string.Join(' ', models));
    }

    [Fact]
    public async Task Unpaired_surrogate_does_not_invalidate_the_list() =>
        Assert.Equal(["a\ud83d", "b"], (await GetModelsAsync(StubResponses.SendJson("""[{"id":"a\ud83d"},{"id":"b"}]"""))).Select(model => model.Id));

    [Theory]
    [InlineData("1710000000", 1710000000L)]
    [InlineData("1710000000.0", 1710000000L)]
    [InlineData("\"1710000000\"", 1710000000L)]
    [InlineData("\"2024-03-09T16:00:00Z\"", 1710000000L)]
    [InlineData("\"2024-03-09T17:00:00+01:00\"", 1710000000L)]
    [InlineData("\"2024-03-09\"", 1709942400L)]
    [InlineData("\"soon\"", null)]
    [InlineData("1e300", null)]
    [InlineData("{\"at\":1}", null)]
    [InlineData("null", null)]
    public async Task Creation_time_in_any_format_is_parsed_or_null(string created, long? seconds)
    {
        var model = Assert.Single(await GetModelsAsync(StubResponses.SendJson($$"""{"data":[{"id":"a","created":{{created}}}]}""")));
        Assert.Equal(seconds, model.Created?.ToUnixTimeSeconds());
    }

    [Theory]
    [InlineData("\"o\"", "o")]
    [InlineData("{\"id\":5,\"name\":\"o\"}", "o")]
    [InlineData("{\"id\":5}", "5")]
    [InlineData("[\"o\"]", null)]
    [InlineData("{}", null)]
    public async Task Owner_in_any_format_is_parsed_or_null(string owner, string? name)
    {
        var model = Assert.Single(await GetModelsAsync(StubResponses.SendJson($$"""{"data":[{"id":"a","owned_by":{{owner}}}]}""")));
        Assert.Equal(name, model.OwnedBy);
        Assert.Equal(owner[0] != '"', model.AdditionalProperties.ContainsKey("owned_by"));
    }

    [Theory]
    [InlineData("""{"error":{"message":"No","code":"invalid_api_key"}}""", QubridErrorKind.Unauthorized)]
    [InlineData("""{"code":403,"message":"No"}""", QubridErrorKind.Unauthorized)]
    [InlineData("""{"error":{"message":"No"},"data":[]}""", QubridErrorKind.StreamError)]
    [InlineData("""{"detail":"No"}""", QubridErrorKind.StreamError)]
    [InlineData("""[{"error":{"message":"No"}}]""", QubridErrorKind.StreamError)]
    [InlineData("""{"errors":["No"],"data":null}""", QubridErrorKind.StreamError)]
    public async Task Error_with_status_200_is_an_error(string body, QubridErrorKind kind)
    {
        var failure = await ExpectFailureAsync(StubResponses.SendJson(body));
        Assert.Equal(kind, failure.Kind);
        Assert.Equal("No", failure.ServiceMessage);
    }

    [Fact]
    public async Task Null_model_is_skipped()
    {
        var models = await GetModelsAsync(StubResponses.SendJson("""{"data":[null,{"id":null},{"id":"a"}]}"""));
        Assert.Equal("a", Assert.Single(models).Id);
    }

    [Fact]
    public async Task Wrong_key_is_reported_as_Unauthorized()
    {
        var failure = await ExpectFailureAsync(StubResponses.SendStatus(401, """{"error":{"message":"Invalid key","code":"invalid_api_key"}}"""));
        Assert.Equal(QubridErrorKind.Unauthorized, failure.Kind);
        Assert.Equal("invalid_api_key", failure.ErrorCode);
        Assert.Equal(1, failure.Attempts);
    }

    [Fact]
    public async Task Transient_failure_is_retried() =>
        Assert.Single(await GetModelsAsync(StubResponses.SendStatus(503), StubResponses.BreakAfter("{"), StubResponses.SendJson("""{"data":[{"id":"a"}]}""")));

    [Fact]
    public async Task Cancellation_ends_the_model_list_call()
    {
        await using var server = await TestServer.StartAsync(context => context.WaitForAbortAsync());
        using var client = server.Connect();
        using var cancellation = new CancellationTokenSource(TestTimeouts.Short);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetModelsAsync(TestClient.FastRetry(), cancellation.Token).WithTimeout());
    }

    [Fact]
    public async Task Cancellation_during_the_response_ends_the_model_list_call()
    {
        var sent = TestTimeouts.NewSignal();
        await using var server = await TestServer.StartAsync(async context =>
        {
            await context.SendEventsAsync("{\"data\":[");
            sent.SetResult();
            await context.WaitForAbortAsync();
        });
        using var client = server.Connect();
        using var cancellation = new CancellationTokenSource();
        var list = client.GetModelsAsync(TestClient.FastRetry(), cancellation.Token);
        await sent.Task.WithTimeout();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => list.WithTimeout());
    }

    [Fact]
    public async Task Total_timeout_ends_the_model_list_call()
    {
        await using var server = await TestServer.StartAsync(context => context.WaitForAbortAsync());
        using var client = server.Connect();
        var options = new CallOptions { TotalTimeout = TestTimeouts.Short };
        var failure = await Assert.ThrowsAsync<QubridApiException>(() => client.GetModelsAsync(options, default).WithTimeout());
        Assert.Equal(QubridErrorKind.Timeout, failure.Kind);
        Assert.Equal(1, failure.Attempts);
    }
}
