using FsCheck;
using FsCheck.Fluent;
using Qubrid.Client.Http;
using Qubrid.Client.Tests.Gateways;

namespace Qubrid.Client.Tests.Fuzzing;

public class MixedStreamTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(3000).WithReplay(20261125, 1).WithEndSize(40);

    /// <summary>3000 answers, each streamed in a shape of its own, whole and cut at a random position.</summary>
    [Fact]
    public async Task Any_mix_of_valid_shapes_gives_the_same_completion_as_the_plain_one() => await Task.Run(() => Prop.ForAll(PlainAnswer.Any, answer =>
    {
        var body = new MixedStream(answer).Write();
        foreach (var cut in new[] { body.Length, 1 + (answer.Seed % body.Length) })
        {
            Matches(answer, Complete(body, cut), System.Text.Encoding.UTF8.GetString(body));
        }
    }).Check(s_config));

    private static void Matches(PlainAnswer answer, ChatCompletion completion, string body)
    {
        var message = completion.Choices.Single().Message;
        Assert.True(answer.Text == (message.Content ?? ""), body);
        Assert.True(answer.Reasoning == (message.Reasoning ?? ""), body);
        Assert.True(answer.Refusal == (message.Refusal ?? ""), body);
        Assert.True(answer.Calls.SequenceEqual(message.ToolCalls.Select(call => (call.Name!, call.Arguments))), body);
        Assert.True(answer.Calls.Select((_, index) => $"t{index}").SequenceEqual(message.ToolCalls.Select(call => call.Id!)), body);
        Assert.True((completion.Id, completion.Model, completion.FinishReason) == (MixedStream.Id, MixedStream.Model, "stop"), body);
        Assert.True(completion.Created?.ToUnixTimeSeconds() == MixedStream.Created, body);
        Assert.True(
            (completion.Usage?.PromptTokens, completion.Usage?.CompletionTokens, completion.Usage?.TotalTokens) == (answer.Tokens, 2, answer.Tokens + 2), body);
        Assert.True(message.Role == "assistant" && message.AdditionalProperties.Count == 0, body);
    }

    // The generator knows no tasks.
    private static ChatCompletion Complete(byte[] body, int cut)
    {
        using var handler = new GatewayHandler(new GatewayResponse("mixed", body), cut);
        using var transport = handler.CreateTransport();
        using var call = new HttpChatCall(transport, TestClient.CreateRequest(), TestClient.NoRetry, observer: null, CancellationToken.None);
        return call.CompleteAsync().GetAwaiter().GetResult();
    }
}
