using System.Globalization;
using System.Text;

namespace Qubrid.Client.Tests.Fuzzing;

/// <summary>
/// Writes a completion as a stream in which everything that services vary is random: how texts are split, which empty fields and events are
/// inserted, how tool calls are identified, where the usage is, and how the stream ends.
/// </summary>
internal sealed class MixedStream(PlainCompletion completion)
{
    internal const string Id = "c1";
    internal const string Model = "m/n";
    internal const long Created = 1710000000;

    private readonly Random _random = new(completion.Seed);
    private readonly StringBuilder _events = new();
    private bool _hasIdentity;

    internal byte[] Write()
    {
        WriteText("reasoning_content", "reasoning", completion.Reasoning);
        WriteText("content", "content", completion.Text);
        WriteText("refusal", "refusal", completion.Refusal);
        WriteCalls();
        WriteEnd();
        var text = _events.ToString();
        return Encoding.UTF8.GetBytes(Chance() ? text.Replace("\n", "\r\n", StringComparison.Ordinal) : text);
    }

    private void WriteText(string name, string alternativeName, string text)
    {
        var index = 0;
        while (index < text.Length)
        {
            var length = _random.Next(1, text.Length - index + 1);
            var fragment = Quote(text.Substring(index, length));
            index += length;
            var repeated = Chance(8) ? $"\"{name}\":\"discarded\"," : "";
            Chunk($"{repeated}\"{(Chance() || repeated.Length > 0 ? name : alternativeName)}\":{fragment}");
        }
    }

    private void WriteCalls()
    {
        var style = _random.Next(3);
        for (var index = 0; index < completion.Calls.Length; index++)
        {
            var (name, arguments) = completion.Calls[index];
            var indexField = style switch { 0 => $"\"index\":{index},", 1 => "\"index\":0,", _ => "" };
            var argumentsText = arguments == "{}" ? Pick("", "null", "{}") : arguments;
            var cut = _random.Next(argumentsText.Length + 1);
            var start = arguments == "{}" && argumentsText.Length == 0 ? Pick("\"\"", "null") : Quote(argumentsText[..cut]);
            Call($"{{{indexField}\"id\":\"t{index}\",\"type\":\"function\",\"function\":{{\"name\":\"{name}\",\"arguments\":{start}}}}}");
            if (cut < argumentsText.Length)
            {
                Call($"{{{indexField}{Pick("", "\"id\":\"\",", "\"id\":null,")}\"function\":{{{Pick("", "\"name\":\"\",", "\"name\":null,")}\"arguments\":{Quote(argumentsText[cut..])}}}}}");
            }
        }
    }

    private void Call(string fragment) => Chunk($"\"tool_calls\":[{fragment}]");

    private void WriteEnd()
    {
        var usage = $"\"usage\":{{\"prompt_tokens\":{Number(completion.Tokens)},\"completion_tokens\":{Number(2)},\"total_tokens\":{Number(completion.Tokens + 2)}}}";
        var index = _random.Next(4);
        Chunk("", "stop", inChoice: index == 0 ? usage : null, topLevel: index == 1 ? usage : index == 2 ? $"\"x_groq\":{{{usage}}}" : null);
        if (Chance())
        {
            _events.Append("data: {\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":").Append(Quote(completion.Text)).Append("}}]}\n\n");
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

    private void Chunk(string delta, string? finish = null, string? inChoice = null, string? topLevel = null)
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
            .Append(topLevel is null ? "" : "," + topLevel)
            .Append(Pick("", ",\"usage\":null", ",\"error\":null", ",\"error\":{}"))
            .Append("}\n\n");
    }

    private void Noise() => _events.Append(Pick("", "", "", ": keep-alive\n\n", "data: null\n\n", "event: ping\ndata: {\"type\":\"ping\"}\n\n", "event: ping\ndata: x\n\n", "data:\n\n", "id: 7\nretry: 10\n"));

    private string Number(long number) => Pick("{0}", "\"{0}\"", "{0}.0").Replace("{0}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];

    private bool Chance(int of = 2) => _random.Next(of) == 0;

    // Escapes every character, because a text can be split inside a surrogate pair.
    private static string Quote(string text) =>
        "\"" + string.Concat(text.Select(unit => unit is >= ' ' and < '\x7F' and not '"' and not '\\' ? unit.ToString() : $"\\u{(int)unit:x4}")) + "\"";
}
