using FsCheck;
using FsCheck.Fluent;

namespace Qubrid.Client.Tests.Fuzzing;

/// <summary>Represents the content of a completion, independent of the format in which a service sends it.</summary>
internal sealed record PlainCompletion(string Text, string Reasoning, string Refusal, (string Name, string Arguments)[] Calls, int Tokens, int Seed)
{
    private static readonly string[] s_fragments = ["Hello", " ", "ä漢", "😀", "\n", "\"quoted\"", "\\", "data: x", "[DONE]", "null", "{}"];

    internal static Arbitrary<PlainCompletion> Any { get; } = Arb.From(
        from text in Texts()
        from reasoning in Texts()
        from refusal in Texts()
        from calls in Gen.ArrayOf(Call()).Select(calls => calls.Take(4).ToArray())
        from tokens in Gen.Choose(1, 100_000)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select new PlainCompletion(text, reasoning, refusal, calls, tokens, seed));

    private static Gen<string> Texts() => Gen.ArrayOf(Gen.Elements(s_fragments)).Select(fragments => string.Concat(fragments.Take(12)));

    private static Gen<(string Name, string Arguments)> Call() =>
        from name in Gen.Elements("get", "set", "get_all")
        from arguments in Gen.Elements("{}", "{\"a\":1}", "{\"a\":null,\"b\":\"}{\"}", "{ \"n\" : {\"x\":[1,{}]} }")
        select (name, arguments);
}
