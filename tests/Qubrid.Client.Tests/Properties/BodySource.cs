using FsCheck;
using FsCheck.Fluent;

namespace Qubrid.Client.Tests.Properties;

/// <summary>Bodies that no good server would send: shapes with bytes changed, pieces of the wire in any order, and noise.</summary>
internal static class BodySource
{
    private static readonly string[] s_pieces =
    [
        "data: ", "data:", "event: error\n", "id: 1\n", ": c\n", "\n", "\n\n", "\r\n", "\r", "\uFEFF", "[DONE]", "{", "}", "[", "]", ",", ":", "\"",
        "null", "true", "1e999", "-1", "0.5", "\\ud83d", "\\u0000", "\"\\ud83d\"", "\"choices\":", "\"index\":", "\"delta\":", "\"message\":",
        "\"content\":", "\"reasoning\":", "\"tool_calls\":", "\"function\":", "\"arguments\":", "\"usage\":", "\"prompt_tokens\":", "\"created\":",
        "\"error\":", "\"finish_reason\":", "\"stop\"", "\"x\"", "{}", "[]", "[{}]", "{\"choices\":[{\"delta\":{", "}}]}",
        Sse.Events(Chunk.Text("ä漢😀")), Sse.Events(Chunk.Stop()), Sse.Done,
    ];

    internal static Arbitrary<byte[]> Bodies { get; } = Arb.From(Gen.Frequency((1, Noise()), (2, Pieces()), (5, Mutants())));

    private static Gen<byte[]> Noise() => Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value));

    private static Gen<byte[]> Pieces() =>
        Gen.ArrayOf(Gen.Elements(s_pieces)).Select(pieces => System.Text.Encoding.UTF8.GetBytes("data: " + string.Concat(pieces) + "\n\n"));

    private static Gen<byte[]> Mutants() =>
        from name in Gen.Elements(Shapes.WireShapes.SmallNames.Select(row => row.Data).ToArray())
        from changes in Gen.ArrayOf(Gen.Choose(0, int.MaxValue - 1), 2)
        select Mutate(Shapes.WireShapes.Find(name).Body, changes);

    // Each change is one number: where, what to do there, and with which byte.
    private static byte[] Mutate(byte[] body, int[] changes)
    {
        var bytes = body.ToList();
        foreach (var change in changes.Where(_ => bytes.Count > 0))
        {
            var place = change / 1024 % bytes.Count;
            switch (change % 4)
            {
                case 0:
                    bytes[place] = (byte)(change / 4);
                    break;
                case 1:
                    bytes.RemoveAt(place);
                    break;
                case 2:
                    bytes.Insert(place, (byte)(change / 4));
                    break;
                default:
                    bytes.RemoveRange(place, Math.Min(change / 4 % 16, bytes.Count - place));
                    break;
            }
        }

        return [.. bytes];
    }
}
