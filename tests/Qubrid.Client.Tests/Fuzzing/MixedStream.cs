using System.Globalization;
using System.Text;

namespace Qubrid.Client.Tests.Fuzzing;

/// <summary>
/// Writes an answer as a stream in which everything that services vary is chosen at random: how texts are split, which empty fields and noise
/// stand between, how tool calls are identified, where the usage is, and how the stream ends.
/// </summary>
internal sealed class MixedStream(PlainAnswer answer)
{
    internal const string Id = "c1";
    internal const string Model = "m/n";
    internal const long Created = 1710000000;

    private readonly Random _random = new(answer.Seed);
    private readonly StringBuilder _events = new();
    private bool _hasIdentity;

    internal byte[] Write()
    {
        WriteText("reasoning_content", "reasoning", answer.Reasoning);
        WriteText("content", "content", answer.Text);
        WriteText("refusal", "refusal", answer.Refusal);
        WriteCalls();
        WriteEnd();
        var text = _events.ToString();
        return Encoding.UTF8.GetBytes(Chance() ? text.Replace("\n", "\r\n", StringComparison.Ordinal) : text);
    }

    private void WriteText(string name, string otherName, string text)
    {
        var index = 0;
        while (index < text.Length)
        {
            var length = _random.Next(1, text.Length - index + 1);
            var piece = Quote(text.Substring(index, length));
            index += length;
            var repeated = Chance(8) ? $"\"{name}\":\"discarded\"," : "";
            Chunk($"{repeated}\"{(Chance() || repeated.Length > 0 ? name : otherName)}\":{piece}");
        }
    }

    private void WriteCalls()
    {
        var style = _random.Next(3);
        for (var index = 0; index < answer.Calls.Length; index++)
        {
            var (name, arguments) = answer.Calls[index];
            var place = style switch { 0 => $"\"index\":{index},", 1 => "\"index\":0,", _ => "" };
            var rest = arguments == "{}" ? Pick("", "null", "{}") : arguments;
            var cut = _random.Next(rest.Length + 1);
            var start = arguments == "{}" && rest.Length == 0 ? Pick("\"\"", "null") : Quote(rest[..cut]);
            Call($"{{{place}\"id\":\"t{index}\",\"type\":\"function\",\"function\":{{\"name\":\"{name}\",\"arguments\":{start}}}}}");
            if (cut < rest.Length)
            {
                Call($"{{{place}{Pick("", "\"id\":\"\",", "\"id\":null,")}\"function\":{{{Pick("", "\"name\":\"\",", "\"name\":null,")}\"arguments\":{Quote(rest[cut..])}}}}}");
            }
        }
    }

    private void Call(string fragment) => Chunk($"\"tool_calls\":[{fragment}]");

    private void WriteEnd()
    {
        var usage = $"\"usage\":{{\"prompt_tokens\":{Number(answer.Tokens)},\"completion_tokens\":{Number(2)},\"total_tokens\":{Number(answer.Tokens + 2)}}}";
        var index = _random.Next(4);
        Chunk("", "stop", inChoice: index == 0 ? usage : null, beside: index == 1 ? usage : index == 2 ? $"\"x_groq\":{{{usage}}}" : null);
        if (Chance())
        {
            _events.Append("data: {\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":").Append(Quote(answer.Text)).Append("}}]}\n\n");
        }

        if (index == 3)
        {
            _events.Append("data: {\"choices\":[],").Append(usage).Append("}\n\n");
        }

        if (Chance())
        {
            _events.Append("data: {\"id\":\"\",\"choices\":").Append(Pick("[]", "null")).Append(",\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":null}}\n\n");
        }

        Noise();
        _events.Append(Pick("data: [DONE]\n\n", "data: \"[DONE]\"\n\n", "", "data: {\"choices\":[],\"us"));
    }

    private void Chunk(string delta, string? finish = null, string? inChoice = null, string? beside = null)
    {
        Noise();
        var fields = new[] { delta, Pick("", "\"role\":\"\"", "\"role\":null", "\"role\":\"assistant\""), Pick("", "\"name\":\"\"") };
        var head = _hasIdentity ? Pick("", "\"id\":\"\",\"model\":\"\",\"created\":0,", "\"id\":null,\"model\":null,") : $"\"id\":\"{Id}\",\"model\":\"{Model}\",\"created\":{Number(Created)},";
        _hasIdentity = true;
        var reason = finish is null ? Pick("", ",\"finish_reason\":\"\"", ",\"finish_reason\":null") : $",\"finish_reason\":\"{finish}\"";
        _events
            .Append(CultureInfo.InvariantCulture, $"data: {{{head}\"choices\":[{{{Pick("", "\"index\":0,")}\"delta\":{{{string.Join(',', fields.Where(field => field.Length > 0))}}}{reason}")
            .Append(inChoice is null ? "" : "," + inChoice)
            .Append("}]")
            .Append(beside is null ? "" : "," + beside)
            .Append(Pick("", ",\"usage\":null", ",\"error\":null", ",\"error\":{}"))
            .Append("}\n\n");
    }

    private void Noise() => _events.Append(Pick("", "", "", ": keep-alive\n\n", "data: null\n\n", "event: ping\ndata: {\"type\":\"ping\"}\n\n", "event: ping\ndata: x\n\n", "data:\n\n", "id: 7\nretry: 10\n"));

    private string Number(long number) => Pick("{0}", "\"{0}\"", "{0}.0").Replace("{0}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];

    private bool Chance(int of = 2) => _random.Next(of) == 0;

    // Every character as its escape: a text may be cut inside a surrogate pair.
    private static string Quote(string text) =>
        "\"" + string.Concat(text.Select(unit => unit is >= ' ' and < '\x7F' and not '"' and not '\\' ? unit.ToString() : $"\\u{(int)unit:x4}")) + "\"";
}
