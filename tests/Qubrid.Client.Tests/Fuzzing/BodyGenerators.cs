using FsCheck;
using FsCheck.Fluent;
using Qubrid.Client.Tests.Gateways;

namespace Qubrid.Client.Tests.Fuzzing;

/// <summary>Generates invalid bodies: samples with changed bytes, parts of responses in random order, and random text.</summary>
internal static class BodyGenerators
{
    private static readonly string[] s_fragments =
    [
        "data: ", "data:", "event: error\n", "id: 1\n", ": c\n", "\n", "\n\n", "\r\n", "\r", "\uFEFF", "[DONE]", "{", "}", "[", "]", ",", ":", "\"",
        "null", "true", "1e999", "-1", "0.5", "\\ud83d", "\\u0000", "\"\\ud83d\"", "\"choices\":", "\"index\":", "\"delta\":", "\"message\":",
        "\"content\":", "\"reasoning\":", "\"tool_calls\":", "\"function\":", "\"arguments\":", "\"usage\":", "\"prompt_tokens\":", "\"created\":",
        "\"error\":", "\"finish_reason\":", "\"stop\"", "\"x\"", "{}", "[]", "[{}]", "{\"choices\":[{\"delta\":{", "}}]}",
        Sse.CreateEvents(Chunk.Text("ä漢😀")), Sse.CreateEvents(Chunk.Stop()), Sse.Done,
    ];

    internal static Arbitrary<byte[]> Bodies { get; } = Arb.From(Gen.Frequency((1, RandomBytes()), (2, FragmentSequences()), (5, MutatedResponses())));

    private static Gen<byte[]> RandomBytes() => Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value));

    private static Gen<byte[]> FragmentSequences() =>
        Gen.ArrayOf(Gen.Elements(s_fragments)).Select(fragments => System.Text.Encoding.UTF8.GetBytes("data: " + string.Concat(fragments) + "\n\n"));

    private static Gen<byte[]> MutatedResponses() =>
        from name in Gen.Elements(GatewayResponses.SmallNames.Select(row => row.Data).ToArray())
        from changes in Gen.ArrayOf(Gen.Choose(0, int.MaxValue - 1), 2)
        select Mutate(GatewayResponses.Find(name).Body, changes);

    // A change is encoded in one number: the position, the operation, and the byte.
    private static byte[] Mutate(byte[] body, int[] changes)
    {
        var bytes = body.ToList();
        foreach (var change in changes.Where(_ => bytes.Count > 0))
        {
            var index = change / 1024 % bytes.Count;
            switch (change % 4)
            {
                case 0:
                    bytes[index] = (byte)(change / 4);
                    break;
                case 1:
                    bytes.RemoveAt(index);
                    break;
                case 2:
                    bytes.Insert(index, (byte)(change / 4));
                    break;
                default:
                    bytes.RemoveRange(index, Math.Min(change / 4 % 16, bytes.Count - index));
                    break;
            }
        }

        return [.. bytes];
    }
}
