using System.Text;
using System.Text.RegularExpressions;
using Qubrid.Client;
using QubridPS.Tools;

namespace QubridPS.Execution;

/// <summary>-WhatIf and -Confirm: where requests would go, how large they are, and what is in them.</summary>
internal sealed class RequestConfirmation(Cmdlet cmdlet, QubridClient client)
{
    private static readonly string[] s_hostTag = ["PSHOST"];

    // An image would fill the screen many times over. Inside a text, quotes are escaped: data is shown as it is.
    private static readonly Regex s_image = new("(\"url\":\"data:[^,\"]{1,64},[^\"]{24})([^\"]{64,})", RegexOptions.CultureInvariant);

    private int _requestCount;
    private long _estimatedTokens;

    internal bool ShouldProcess(ChatRequest request, long estimate)
    {
        var body = request.ToUtf8Json();
        var description = $"Send a request of {body.Length} bytes, about {estimate} tokens, to {client.ChatEndpoint.AbsoluteUri}, model {request.Model}";
        if (cmdlet.ShouldProcess(description, description + "?", "Invoke-QubridChat", out var reason))
        {
            return true;
        }

        if (reason == ShouldProcessReason.WhatIf)
        {
            _requestCount++;
            _estimatedTokens += estimate;
            WriteHost(s_image.Replace(client.Redact(Encoding.UTF8.GetString(body)), isTruncated => $"{isTruncated.Groups[1].Value}... ({isTruncated.Groups[2].Length} more characters)"));
        }

        return false;
    }

    /// <summary>After the last: what could be called, and the sum.</summary>
    internal void WriteWhatIfSummary(ToolRunner? tools)
    {
        if (_requestCount > 0)
        {
            tools?.Describe().ToList().ForEach(WriteHost);
            WriteHost($"{_requestCount} {(_requestCount == 1 ? "request" : "requests")}, about {_estimatedTokens} tokens of input in all (estimated). Nothing was sent.");
        }
    }

    private void WriteHost(string text) => cmdlet.WriteInformation(new HostInformationMessage { Message = text }, s_hostTag);
}
