namespace Qubrid.Client.Tests.Models;

public class ModelListTests
{
    private static async Task<IReadOnlyList<QubridModel>> ListAsync(params Func<HttpContext, Task>[] answers)
    {
        await using var server = await WireServer.StartAsync(answers);
        using var client = server.Connect();
        return await client.GetModelsAsync(Ask.Again(), default);
    }

    private static Task<QubridApiException> FailAsync(params Func<HttpContext, Task>[] answers) =>
        Assert.ThrowsAsync<QubridApiException>(() => ListAsync(answers));

    [Fact]
    public async Task Models_are_listed_in_the_services_order_with_all_they_tell()
    {
        var models = await ListAsync(Answers.Json("""
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
    public async Task An_empty_list_is_a_list() => Assert.Empty(await ListAsync(Answers.Json("""{"data":[]}""")));

    [Fact]
    public async Task They_are_asked_for_by_GET_with_the_key()
    {
        var asked = "";
        await ListAsync(context =>
        {
            asked = $"{context.Request.Method} {context.Request.Path} {context.Request.Headers.Authorization}";
            return Answers.Json("""{"data":[]}""")(context);
        });
        Assert.Equal("GET /v1/models Bearer " + Ask.Key, asked);
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
    public async Task Another_shape_is_an_invalid_response(string body)
    {
        var failure = await FailAsync(Answers.Json(body));
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
    public async Task A_list_of_any_shape_gives_the_models_of_its_good_entries(string body, string ids)
    {
        var models = await ListAsync(Answers.Json(body));
        Assert.Equal(ids, string.Join(' ', models));
    }

    [Fact]
    public async Task Half_a_surrogate_pair_does_not_lose_the_list() =>
        Assert.Equal(["a\ud83d", "b"], (await ListAsync(Answers.Json("""[{"id":"a\ud83d"},{"id":"b"}]"""))).Select(model => model.Id));

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
    public async Task A_creation_time_of_any_form_is_read_or_left_out(string created, long? seconds)
    {
        var model = Assert.Single(await ListAsync(Answers.Json($$"""{"data":[{"id":"a","created":{{created}}}]}""")));
        Assert.Equal(seconds, model.Created?.ToUnixTimeSeconds());
    }

    [Theory]
    [InlineData("\"o\"", "o")]
    [InlineData("{\"id\":5,\"name\":\"o\"}", "o")]
    [InlineData("{\"id\":5}", "5")]
    [InlineData("[\"o\"]", null)]
    [InlineData("{}", null)]
    public async Task An_owner_of_any_form_is_read_or_left_out(string owner, string? name)
    {
        var model = Assert.Single(await ListAsync(Answers.Json($$"""{"data":[{"id":"a","owned_by":{{owner}}}]}""")));
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
    public async Task An_error_with_status_200_is_an_error(string body, QubridErrorKind kind)
    {
        var failure = await FailAsync(Answers.Json(body));
        Assert.Equal(kind, failure.Kind);
        Assert.Equal("No", failure.ServiceMessage);
    }

    [Fact]
    public async Task A_model_of_null_is_passed_over()
    {
        var models = await ListAsync(Answers.Json("""{"data":[null,{"id":null},{"id":"a"}]}"""));
        Assert.Equal("a", Assert.Single(models).Id);
    }

    [Fact]
    public async Task A_wrong_key_is_told()
    {
        var failure = await FailAsync(Answers.Status(401, """{"error":{"message":"Invalid key","code":"invalid_api_key"}}"""));
        Assert.Equal(QubridErrorKind.Unauthorized, failure.Kind);
        Assert.Equal("invalid_api_key", failure.ErrorCode);
        Assert.Equal(1, failure.Attempts);
    }

    [Fact]
    public async Task A_passing_failure_is_tried_again() =>
        Assert.Single(await ListAsync(Answers.Status(503), Answers.BreakAfter("{"), Answers.Json("""{"data":[{"id":"a"}]}""")));

    [Fact]
    public async Task A_stop_ends_it()
    {
        await using var server = await WireServer.StartAsync(context => context.UntilAborted());
        using var client = server.Connect();
        using var stop = new CancellationTokenSource(Patience.Short);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetModelsAsync(Ask.Again(), stop.Token).Soon());
    }

    [Fact]
    public async Task A_stop_inside_the_list_ends_it()
    {
        var sent = Patience.Gate();
        await using var server = await WireServer.StartAsync(async context =>
        {
            await context.SendEventsAsync("{\"data\":[");
            sent.SetResult();
            await context.UntilAborted();
        });
        using var client = server.Connect();
        using var stop = new CancellationTokenSource();
        var list = client.GetModelsAsync(Ask.Again(), stop.Token);
        await sent.Task.Soon();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => list.Soon());
    }

    [Fact]
    public async Task The_total_timeout_ends_it()
    {
        await using var server = await WireServer.StartAsync(context => context.UntilAborted());
        using var client = server.Connect();
        var options = new CallOptions { TotalTimeout = Patience.Short };
        var failure = await Assert.ThrowsAsync<QubridApiException>(() => client.GetModelsAsync(options, default).Soon());
        Assert.Equal(QubridErrorKind.Timeout, failure.Kind);
        Assert.Equal(1, failure.Attempts);
    }
}
