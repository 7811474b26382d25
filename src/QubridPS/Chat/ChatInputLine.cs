namespace QubridPS.Chat;

/// <summary>A message of one or more lines, or a command, that the user entered.</summary>
internal sealed record ChatInputLine(string Text, bool IsCommand);
