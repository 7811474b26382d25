namespace QubridPS.Input;

/// <summary>Where -Prompt comes from: this decides how the pipeline is read.</summary>
internal enum PromptSource
{
    /// <summary>Not said on the command line: the object's own Prompt property, or the object itself.</summary>
    Object,

    /// <summary>A text on the command line: what is piped is data.</summary>
    CommandLine,

    /// <summary>A script block on the command line, run for each object.</summary>
    ScriptBlock,
}
