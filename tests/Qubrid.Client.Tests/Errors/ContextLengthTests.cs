namespace Qubrid.Client.Tests.Errors;

/// <summary>Tests the errors that say that a request is too long, as services and inference servers send them.</summary>
public class ContextLengthTests
{
    [Theory]
    [InlineData(400, """{"error":{"message":"No.","type":"invalid_request_error","code":"context_length_exceeded"}}""")]
    [InlineData(400, """{"error":{"message":"This model's maximum context length is 8192 tokens. However, your messages resulted in 10000 tokens."}}""")]
    [InlineData(400, """{"error":{"message":"Your input exceeds the context window of this model. Please adjust your input and try again."}}""")]
    [InlineData(400, """{"error":{"message":"Invalid 'messages[0].content': string too long. Expected a string with maximum length 1048576.","code":"string_above_max_length"}}""")]
    [InlineData(400, """{"object":"error","message":"The decoder prompt (length 5000) is longer than the maximum model length of 4096.","code":400}""")]
    [InlineData(400, """{"object":"error","message":"You passed 5000 input tokens and requested 100 output tokens. However, the model's context length is only 4096 tokens.","code":400}""")]
    [InlineData(400, """{"message":"The input (5000 tokens) is longer than the model's context length (4096 tokens)."}""")]
    [InlineData(400, """{"message":"Requested token count exceeds the model's maximum of 4096 tokens."}""")]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 210000 tokens > 200000 maximum"}}""")]
    [InlineData(400, """{"error":{"message":"input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000"}}""")]
    [InlineData(413, """{"type":"error","error":{"type":"request_too_large","message":"Request exceeds the maximum size"}}""")]
    [InlineData(400, """{"message":"Input is too long for requested model."}""")]
    [InlineData(400, """{"error":{"code":400,"message":"The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).","status":"INVALID_ARGUMENT"}}""")]
    [InlineData(400, """{"object":"error","message":"Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length","code":"3051"}""")]
    [InlineData(400, """{"message":"too many tokens: total number of tokens in the prompt cannot exceed 4081 - received 5000."}""")]
    [InlineData(422, """{"error":"Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000","error_type":"validation"}""")]
    [InlineData(422, """{"error":"Input validation error: `inputs` must have less than 1024 tokens. Given: 2000","error_type":"validation"}""")]
    [InlineData(400, """{"error":{"code":400,"message":"the request is larger","type":"exceed_context_size_error","n_prompt_tokens":5000}}""")]
    [InlineData(400, """{"error":{"message":"the request exceeds the available context size. try increasing the context size"}}""")]
    [InlineData(400, """{"error":"the input length exceeds the context length"}""")]
    [InlineData(400, """{"error":"Trying to keep the first 5000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens"}""")]
    [InlineData(400, """{"error":{"message":"Please reduce the length of the messages or completion. Current length is 9000 while limit is 8192"}}""")]
    [InlineData(400, """{"error":{"message":"This model's maximum prompt length is 131072 but the request contains 150000 tokens."}}""")]
    [InlineData(400, """{"error":{"message":"Range of input length should be [1, 30720]","code":"invalid_parameter_error"}}""")]
    [InlineData(400, """{"error":{"message":"Invalid request: Your request exceeded model token limit: 8192","type":"invalid_request_error"}}""")]
    [InlineData(400, """{"error":{"message":"No.","type":"ContextWindowExceededError"}}""")]
    [InlineData(413, "<html><head><title>413 Request Entity Too Large</title></head></html>")]
    [InlineData(413, "")]
    [InlineData(200, """{"error":{"message":"This model's maximum context length is 8192 tokens."}}""")]
    public async Task Request_that_is_too_long_is_recognized(int status, string body)
    {
        var failure = await GetFailureAsync(status, body);
        Assert.True(failure.IsContextLengthExceeded);
        Assert.Equal(QubridErrorKind.InvalidRequest, failure.Kind);
        Assert.Equal(1, failure.Attempts);
    }

    [Theory]
    [InlineData(400, """{"error":{"message":"max_tokens is too large: 5000. This model supports at most 4096 completion tokens."}}""")]
    [InlineData(400, """{"error":{"message":"`max_tokens` must be less than or equal to 8192, the maximum number of tokens"}}""")]
    [InlineData(400, """{"error":{"message":"Invalid value for max_completion_tokens: exceeds the limit of 4096"}}""")]
    [InlineData(400, """{"error":{"message":"Unrecognized request argument supplied: reasoning","code":"unknown_parameter"}}""")]
    [InlineData(400, """{"error":{"message":"Invalid 'temperature': must be at most 2"}}""")]
    [InlineData(400, """{"error":{"message":"The prompt was blocked by the content filter.","code":"content_filter"}}""")]
    [InlineData(400, """{"error":{"message":"Input should be a valid string"}}""")]
    [InlineData(401, """{"error":{"message":"The key has no context window","code":"context_length_exceeded"}}""")]
    [InlineData(429, """{"error":{"message":"Rate limit reached: too many tokens per minute. Please reduce your message size","code":"rate_limit_exceeded"}}""")]
    [InlineData(500, """{"error":{"message":"The server had an error."}}""")]
    public async Task Other_error_is_not_an_error_of_the_context_length(int status, string body) =>
        Assert.False((await GetFailureAsync(status, body)).IsContextLengthExceeded);

    private static async Task<QubridApiException> GetFailureAsync(int status, string body)
    {
        await using var server = await TestServer.StartAsync(StubResponses.SendStatus(status, body, body.StartsWith('<') ? "text/html" : "application/json"));
        using var client = server.Connect();
        return await client.ExpectFailureAsync();
    }
}
