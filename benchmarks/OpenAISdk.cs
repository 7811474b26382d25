using System.ClientModel;
using System.Text;
using OpenAI;
using OpenAI.Chat;

namespace QubridPS.Benchmarks;

/// <summary>Streams a completion with the OpenAI .NET SDK, as its README shows.</summary>
internal sealed class OpenAISdk(string root)
{
    private readonly ChatClient _client = new("m", new ApiKeyCredential("k"), new OpenAIClientOptions { Endpoint = new Uri(root) });

    internal async Task<int> SendAsync()
    {
        var text = new StringBuilder();
        await foreach (var update in _client.CompleteChatStreamingAsync("hi"))
        {
            foreach (var part in update.ContentUpdate)
            {
                text.Append(part.Text);
            }
        }

        return text.ToString().Length;
    }
}
