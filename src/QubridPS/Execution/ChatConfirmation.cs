using System.Text;
using Qubrid.Client;

namespace QubridPS.Execution;

/// <summary>-WhatIf and -Confirm: where the request would go, how large it is, and what is in it.</summary>
internal sealed class ChatConfirmation(Cmdlet cmdlet)
{
    private static readonly string[] s_hostTag = ["PSHOST"];

    internal bool Ask(Uri address, ChatRequest request)
    {
        var body = request.ToUtf8Json();
        var what = $"Send a request of {body.Length} bytes to {address.AbsoluteUri}, model {request.Model}";
        if (cmdlet.ShouldProcess(what, what + "?", "Invoke-QubridChat", out var reason))
        {
            return true;
        }

        if (reason == ShouldProcessReason.WhatIf)
        {
            cmdlet.WriteInformation(new HostInformationMessage { Message = Encoding.UTF8.GetString(body) }, s_hostTag);
        }

        return false;
    }
}
