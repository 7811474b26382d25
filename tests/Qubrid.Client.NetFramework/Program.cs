using System.Net;

namespace Qubrid.Client.NetFramework;

/// <summary>
/// Makes one streamed call per line of standard input, and writes the results to standard output, one line per item. An input line
/// contains, separated by tabs, the base URI and then any of <c>schema</c>, <c>record</c> and <c>replay</c> with its value.
/// </summary>
internal static class Program
{
    private static async Task Main()
    {
        while (Console.ReadLine() is { } line)
        {
            var fields = line.Split('\t');
            var arguments = new Dictionary<string, string>();
            for (var index = 1; index + 1 < fields.Length; index += 2)
            {
                arguments[fields[index]] = fields[index + 1];
            }

            try
            {
                await CallAsync(new Uri(fields[0]), arguments);
            }
            catch (QubridApiException failure)
            {
                Write("error", failure.Kind);
                Write("message", failure.Message);
                Write("exception", failure.ToString().Replace('\r', ' ').Replace('\n', ' '));
                Write("partial", failure.PartialCompletion?.Text);
                Write("attempts", failure.Attempts);
            }

            Write("end", "");
        }
    }

    private static async Task CallAsync(Uri baseUri, Dictionary<string, string> arguments)
    {
        var journal = arguments.TryGetValue("record", out var path) || arguments.TryGetValue("replay", out path) ? RequestJournal.Open(path) : null;
        var clientOptions = new QubridClientOptions
        {
            BaseUri = baseUri,
            ApiKey = new NetworkCredential("", Environment.GetEnvironmentVariable("QUBRID_API_KEY")).SecurePassword,
        };
        using var client = new QubridClient(clientOptions, journal, arguments.ContainsKey("replay") ? JournalMode.Replay : JournalMode.Record);
        var options = new CallOptions { RetryInterval = TimeSpan.FromMilliseconds(1) };
        var request = new ChatRequest { Model = "m", Messages = [new ChatMessage { Content = "Hello" }] };
        using var call = arguments.TryGetValue("schema", out var schema)
            ? client.CreateChatCall(request, ResponseSchema.Parse(schema), 0, options, CancellationToken.None)
            : client.CreateChatCall(request, options, CancellationToken.None);
        while (await call.MoveNextAsync())
        {
            Write("update", call.Current!.Text);
        }

        Write("completion", call.Completion!.Text);
        Write("attempts", call.Completion.ClientMetrics?.Attempts);
    }

    private static void Write(string name, object? value) => Console.WriteLine($"{name}: {value}");
}
