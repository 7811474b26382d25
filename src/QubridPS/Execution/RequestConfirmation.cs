using System.Text;
using System.Text.RegularExpressions;
using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Tools;

namespace QubridPS.Execution;

/// <summary>Implements -WhatIf and -Confirm: shows the endpoint, the size and the body of each request, with the API key redacted.</summary>
internal sealed class RequestConfirmation(Cmdlet cmdlet, QubridClient client)
{
    // Image data is truncated, because it would fill the screen. In text, quotes are escaped, so that the pattern does not match there.
    private static readonly Regex s_image = new("(\"url\":\"data:[^,\"]{1,64},[^\"]{24})([^\"]{64,})", RegexOptions.CultureInvariant);

    private int _requestCount;
    private long _estimatedTokens;

    /// <summary>Gets whether a request was only shown.</summary>
    internal bool IsWhatIf => _requestCount > 0;

    /// <summary>Returns whether the request is sent. With -WhatIf, shows it; of divided data, the body of the first part.</summary>
    internal bool ShouldProcess(ChatRequest request, long estimate, string? name = null)
    {
        var body = request.ToUtf8Json();
        var description = $"Send {(name is null ? "a request" : $"{char.ToLowerInvariant(name[0])}{name.Substring(1)}, a request")} of {body.Length} bytes, about {estimate} tokens, to {client.ChatEndpoint.AbsoluteUri}, model {request.Model}";
        if (cmdlet.ShouldProcess(description, description + "?", "Invoke-QubridChat", out var reason))
        {
            return true;
        }

        if (reason == ShouldProcessReason.WhatIf)
        {
            _requestCount++;
            _estimatedTokens += estimate;
            if (name is not null && _requestCount > 1)
            {
                return false;
            }

            cmdlet.WriteHostText(s_image.Replace(client.Redact(Encoding.UTF8.GetString(body)), image => $"{image.Groups[1].Value}... ({image.Groups[2].Length} more characters)"));
        }

        return false;
    }

    /// <summary>Writes which properties are sent, the tools that the model could call, and the number and size of all requests.</summary>
    internal void WriteWhatIfSummary(ToolRunner? tools, IReadOnlyList<string> sentProperties)
    {
        if (_requestCount > 0)
        {
            foreach (var description in sentProperties.Concat(tools?.Describe() ?? []))
            {
                cmdlet.WriteHostText(description);
            }

            cmdlet.WriteHostText($"Estimated input: {_estimatedTokens} tokens in {_requestCount} {(_requestCount == 1 ? "request" : "requests")}. No request was sent.");
        }
    }
}
