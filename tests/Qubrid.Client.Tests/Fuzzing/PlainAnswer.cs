using FsCheck;
using FsCheck.Fluent;

namespace Qubrid.Client.Tests.Fuzzing;

/// <summary>Represents what a service means to answer, whatever shape it sends it in.</summary>
internal sealed record PlainAnswer(string Text, string Reasoning, string Refusal, (string Name, string Arguments)[] Calls, int Tokens, int Seed)
{
    private static readonly string[] s_words = ["Hello", " ", "ä漢", "😀", "\n", "\"quoted\"", "\\", "data: x", "[DONE]", "null", "{}"];

    internal static Arbitrary<PlainAnswer> Any { get; } = Arb.From(
        from text in Words()
        from reasoning in Words()
        from refusal in Words()
        from calls in Gen.ArrayOf(Call()).Select(calls => calls.Take(4).ToArray())
        from tokens in Gen.Choose(1, 100_000)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select new PlainAnswer(text, reasoning, refusal, calls, tokens, seed));

    private static Gen<string> Words() => Gen.ArrayOf(Gen.Elements(s_words)).Select(words => string.Concat(words.Take(12)));

    private static Gen<(string Name, string Arguments)> Call() =>
        from name in Gen.Elements("get", "set", "get_all")
        from arguments in Gen.Elements("{}", "{\"a\":1}", "{\"a\":null,\"b\":\"}{\"}", "{ \"n\" : {\"x\":[1,{}]} }")
        select (name, arguments);
}
