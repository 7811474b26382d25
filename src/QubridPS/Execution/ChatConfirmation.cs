using System.Text;
using System.Text.RegularExpressions;
using Qubrid.Client;
using QubridPS.Tools;

namespace QubridPS.Execution;

/// <summary>-WhatIf and -Confirm: where requests would go, how large they are, and what is in them.</summary>
internal sealed class ChatConfirmation(Cmdlet cmdlet, Uri address)
{
    private static readonly string[] s_hostTag = ["PSHOST"];

    // An image would fill the screen many times over. Inside a text, quotes are escaped: data is shown as it is.
    private static readonly Regex s_image = new("(\"url\":\"data:[^,\"]{1,64},[^\"]{24})([^\"]{64,})", RegexOptions.CultureInvariant);

    private int _count;
    private long _tokens;

    internal bool Ask(ChatRequest request, long estimate)
    {
        var body = request.ToUtf8Json();
        var what = $"Send a request of {body.Length} bytes, about {estimate} tokens, to {address.AbsoluteUri}, model {request.Model}";
        if (cmdlet.ShouldProcess(what, what + "?", "Invoke-QubridChat", out var reason))
        {
            return true;
        }

        if (reason == ShouldProcessReason.WhatIf)
        {
            _count++;
            _tokens += estimate;
            Show(s_image.Replace(Encoding.UTF8.GetString(body), found => $"{found.Groups[1].Value}... ({found.Groups[2].Length} more characters)"));
        }

        return false;
    }

    /// <summary>After the last: what could be called, and the sum.</summary>
    internal void Complete(ToolRunner? tools)
    {
        if (_count > 0)
        {
            tools?.Describe().ToList().ForEach(Show);
            Show($"{_count} {(_count == 1 ? "request" : "requests")}, about {_tokens} tokens of input in all (estimated). Nothing was sent.");
        }
    }

    private void Show(string text) => cmdlet.WriteInformation(new HostInformationMessage { Message = text }, s_hostTag);
}
