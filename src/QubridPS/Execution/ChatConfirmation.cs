using System.Text;
using Qubrid.Client;

namespace QubridPS.Execution;

/// <summary>-WhatIf and -Confirm: where requests would go, how large they are, and what is in them.</summary>
internal sealed class ChatConfirmation(Cmdlet cmdlet, Uri address)
{
    private static readonly string[] s_hostTag = ["PSHOST"];
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
            Show(Encoding.UTF8.GetString(body));
        }

        return false;
    }

    /// <summary>After the last: the sum.</summary>
    internal void Complete()
    {
        if (_count > 0)
        {
            Show($"{_count} {(_count == 1 ? "request" : "requests")}, about {_tokens} tokens of input in all (estimated). Nothing was sent.");
        }
    }

    private void Show(string text) => cmdlet.WriteInformation(new HostInformationMessage { Message = text }, s_hostTag);
}
