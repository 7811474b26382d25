namespace QubridPS.Chat;

/// <summary>What the user entered: a text of one or more lines, or a command.</summary>
internal sealed record ChatInputLine(string Text, bool IsCommand);
