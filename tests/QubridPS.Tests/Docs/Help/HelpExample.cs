using System.Text.RegularExpressions;

namespace QubridPS.Tests.Docs.Help;

/// <summary>Represents an example of a page: a description, the code, and its output.</summary>
internal sealed class HelpExample
{
    internal HelpExample(string title, string body)
    {
        Title = title;
        var parts = Regex.Match(body, "^(?<words>.*?)```powershell\n(?<code>.*?)\n```(?:\n\n```output\n(?<output>.*?)\n?```)?\\s*$", RegexOptions.Singleline);
        Assert.True(parts.Success, $"{title} is not words, code and output.");
        (Description, Code, Output) = (parts.Groups["words"].Value.Trim(), parts.Groups["code"].Value, parts.Groups["output"].Value);
    }

    internal string Title { get; }

    internal string Description { get; }

    internal string Code { get; }

    internal string Output { get; }
}
