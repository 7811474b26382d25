namespace QubridPS.Execution;

/// <summary>How an answer is shown while it comes.</summary>
internal enum OutputMode
{
    /// <summary>The whole answer as one object; streamed on the wire all the same.</summary>
    Default,

    /// <summary>A ChatUpdate for each piece.</summary>
    Stream,

    /// <summary>The text to the host as it comes, then the object.</summary>
    Live,

    /// <summary>The whole answer as one object, and not streamed on the wire.</summary>
    NoStream,
}
