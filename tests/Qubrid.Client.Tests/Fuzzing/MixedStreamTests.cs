using FsCheck;
using FsCheck.Fluent;
using Qubrid.Client.Http;
using Qubrid.Client.Tests.Gateways;

namespace Qubrid.Client.Tests.Fuzzing;

public class MixedStreamTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(3000).WithReplay(20261125, 1).WithEndSize(40);

    /// <summary>Tests 3,000 completions, each streamed in a random format, with the bytes at once and split at a random position.</summary>
    [Fact]
    public async Task Any_mix_of_valid_formats_returns_the_same_completion_as_the_plain_format() => await Task.Run(() => Prop.ForAll(PlainCompletion.Any, expected =>
    {
        var body = new MixedStream(expected).Write();
        foreach (var cut in new[] { body.Length, 1 + (expected.Seed % body.Length) })
        {
            AssertMatches(expected, Complete(body, cut), System.Text.Encoding.UTF8.GetString(body));
        }
    }).Check(s_config));

    private static void AssertMatches(PlainCompletion expected, ChatCompletion completion, string body)
    {
        var message = completion.Choices.Single().Message;
        Assert.True(expected.Text == (message.Content ?? ""), body);
        Assert.True(expected.Reasoning == (message.Reasoning ?? ""), body);
        Assert.True(expected.Refusal == (message.Refusal ?? ""), body);
        Assert.True(expected.Calls.SequenceEqual(message.ToolCalls.Select(call => (call.Name!, call.Arguments))), body);
        Assert.True(expected.Calls.Select((_, index) => $"t{index}").SequenceEqual(message.ToolCalls.Select(call => call.Id!)), body);
        Assert.True((completion.Id, completion.Model, completion.FinishReason) == (MixedStream.Id, MixedStream.Model, "stop"), body);
        Assert.True(completion.Created?.ToUnixTimeSeconds() == MixedStream.Created, body);
        Assert.True(
            (completion.Usage?.PromptTokens, completion.Usage?.CompletionTokens, completion.Usage?.TotalTokens) == (expected.Tokens, 2, expected.Tokens + 2), body);
        Assert.True(message.Role == "assistant" && message.AdditionalProperties.Count == 0, body);
    }

    // FsCheck cannot await a property here.
    private static ChatCompletion Complete(byte[] body, int cut)
    {
        using var handler = new GatewayHandler(new GatewayResponse("mixed", body), cut);
        using var transport = handler.CreateTransport();
        using var call = new HttpChatCall(transport, TestClient.CreateRequest(), TestClient.NoRetry, observer: null, CancellationToken.None);
        return call.CompleteAsync().GetAwaiter().GetResult();
    }
}
