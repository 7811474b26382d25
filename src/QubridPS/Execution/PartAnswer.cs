namespace QubridPS.Execution;

/// <summary>The answer for a range of parts: for one part, or merged from several.</summary>
internal sealed record PartAnswer(int FirstPart, int LastPart, string Text)
{
    /// <summary>Gets the name of the parts, for use in a sentence.</summary>
    internal string Name => FirstPart == LastPart ? $"part {FirstPart}" : $"parts {FirstPart} to {LastPart}";

    /// <summary>Returns the answer with a heading.</summary>
    internal string ToSection() => $"Answer for {Name}:\n{Text}";
}
