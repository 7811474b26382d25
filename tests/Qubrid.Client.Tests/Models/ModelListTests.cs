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
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"data":[1]}""")]
    [InlineData("""{"data":[{"id":1}]}""")]
    [InlineData("""{"data":["a"]}""")]
    [InlineData("<html></html>")]
    [InlineData("")]
    public async Task Another_shape_is_an_invalid_response(string body)
    {
        var failure = await FailAsync(Answers.Json(body));
        Assert.Equal(QubridErrorKind.InvalidResponse, failure.Kind);
        Assert.Equal(1, failure.Attempts);
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
