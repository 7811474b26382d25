using System.Text.Json;

namespace QubridPS.Tests.Support;

/// <summary>Represents the data in a prompt, between the two lines that contain the marker.</summary>
internal sealed record FencedData(string Nonce, string Text)
{
    private const string Opening = "\n<<<DATA ";

    internal static FencedData Parse(string prompt)
    {
        var start = prompt.IndexOf(Opening, StringComparison.Ordinal) + Opening.Length;
        var nonce = prompt[start..prompt.IndexOf('\n', start)];
        var closing = $"\nDATA {nonce}>>>";
        Assert.EndsWith(closing, prompt, StringComparison.Ordinal);
        return new FencedData(nonce, prompt[(start + nonce.Length + 1)..^closing.Length]);
    }

    /// <summary>Returns the data in a message of New-QubridMessage, which needs no server.</summary>
    internal static string Parse(Shell shell, string script, params object?[] arguments)
    {
        var message = Assert.Single(shell.Get($"& {{ {script} }} @args | New-QubridMessage 'Look'", arguments));
        return Parse(message.GetText("Content")!).Text;
    }

    /// <summary>Returns the data in the body that -WhatIf displays.</summary>
    internal static FencedData ParseWhatIf(ShellResult result)
    {
        Assert.Empty(result.AllErrors);
        var body = result.Information.Select(record => record.MessageData.ToString()!).Single(text => text.StartsWith('{'));
        return Parse(JsonDocument.Parse(body).RootElement.GetProperty("messages").EnumerateArray().Last().GetProperty("content").GetString()!);
    }
}
