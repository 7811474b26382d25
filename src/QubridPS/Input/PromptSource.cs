namespace QubridPS.Input;

/// <summary>The source of -Prompt, which determines how pipeline input is interpreted.</summary>
internal enum PromptSource
{
    /// <summary>-Prompt was not specified: the Prompt property of the input object is the prompt, or the object itself.</summary>
    Object,

    /// <summary>-Prompt is a text: the input objects are data.</summary>
    CommandLine,

    /// <summary>-Prompt is a script block that runs for each input object.</summary>
    ScriptBlock,
}
