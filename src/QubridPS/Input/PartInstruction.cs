namespace QubridPS.Input;

/// <summary>Composes the instruction of a request that contains a part of the data.</summary>
internal static class PartInstruction
{
    internal static string Compose(string prompt, int number) =>
        $"""
        {prompt}

        Part {number} of the data: all data is too large for one request, so this request contains one part of it. Answer for this part only. The answers for all parts are combined afterwards.
        """;
}
