using System.Text;
using System.Text.Json;

namespace QubridPS.Benchmarks;

/// <summary>Reads a stream with HttpClient and a read loop, as the baseline: the minimum that a program needs.</summary>
internal sealed class HttpClientBaseline(string root) : IDisposable
{
    private readonly HttpClient _http = new();

    /// <summary>Returns the length of the text. Calls back on the first chunk.</summary>
    internal async Task<int> SendAsync(Action? onFirstToken = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, root + "/chat/completions")
        {
            Content = new StringContent("""{"model":"m","messages":[{"role":"user","content":"hi"}],"stream":true}""", Encoding.UTF8, "application/json"),
        };
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var text = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != "data: [DONE]")
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                using var chunk = JsonDocument.Parse(line.AsMemory(6));
                if (chunk.RootElement.GetProperty("choices")[0].GetProperty("delta").TryGetProperty("content", out var content))
                {
                    if (text.Length == 0)
                    {
                        onFirstToken?.Invoke();
                    }

                    text.Append(content.GetString());
                }
            }
        }

        return text.ToString().Length;
    }

    public void Dispose() => _http.Dispose();
}
