using QubridPS.Conversion;

namespace QubridPS;

/// <content>The parameters of Invoke-QubridChat that it does not share with Enter-QubridChat.</content>
public sealed partial class InvokeQubridChatCommand
{
    /// <summary>
    /// Specifies the prompt. If objects are piped, the prompt is the instruction that applies to them. A script block creates a prompt for
    /// each object.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [AllowNull]
    public string? Prompt { get; set; }

    /// <summary>Specifies the input objects: messages, completions, objects with a Prompt property, strings, or data.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public PSObject? InputObject { get; set; }

    /// <summary>Specifies the properties of the input objects to send. Wildcards are permitted. The default is the columns that the console shows.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PropertyCompleter))]
    public string[]? Property { get; set; }

    /// <summary>Specifies the format of the input objects in the prompt. The default is Json; strings are sent as text.</summary>
    [Parameter]
    public DataFormat As { get; set; }

    /// <summary>Specifies how many levels of nested objects are included in JSON data and in tool results, from 1 to 100. The default is 4.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int Depth { get; set; } = ConversionOptions.DefaultDepth;

    /// <summary>
    /// Specifies models to try in turn when a request has failed after its retries and nothing of its response was output: the rate limit was
    /// reached, the service failed or did not respond, the connection was lost, or the model was not found.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string[]? FallbackModel { get; set; }

    /// <summary>Indicates that a separate request is sent for each input object. By default, all objects are sent in one request.</summary>
    [Parameter]
    public SwitchParameter Each { get; set; }

    /// <summary>Specifies the maximum number of concurrent requests, from 1 to 1024. The default is 1.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>Specifies the maximum size of a request in estimated tokens, 1 or greater. A larger request is not sent. By default, there is no limit.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long? MaxInputTokens { get; set; }

    /// <summary>Specifies the token budget of the command, 1 or greater. When it is used up, no more requests are sent. By default, there is no limit.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long? MaxTotalTokens { get; set; }

    /// <summary>
    /// Specifies the path of a checkpoint file (JSON Lines). Completed requests are saved to it; when the command runs again with the same
    /// file, only the missing requests are sent.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Checkpoint { get; set; }

    /// <summary>Specifies the images of the prompt: paths, http(s) URLs or data URIs. JSON field: messages[].content[].image_url.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Image { get; set; }

    /// <summary>Specifies the files whose content is added to the prompt: text files and images. Wildcards are permitted.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>Indicates that the cmdlet returns an update for each received chunk, and a last update that contains the completion.</summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <summary>Indicates that the text is displayed in the host as it is received, and the completion is returned afterwards.</summary>
    [Parameter]
    public SwitchParameter Live { get; set; }

    /// <summary>Indicates that the service does not stream the response. JSON field: stream.</summary>
    [Parameter]
    public SwitchParameter NoStream { get; set; }

    /// <summary>
    /// Specifies the schema of the structured data in the response: a JSON Schema (text or hashtable), a type, or the short form. JSON field:
    /// response_format.
    /// </summary>
    [Parameter]
    [Alias("JsonSchema")]
    [ValidateNotNull]
    public object? Schema { get; set; }

    /// <summary>Indicates that the cmdlet returns only the structured data. Requires -Schema; cannot be used with -Stream.</summary>
    [Parameter]
    public SwitchParameter AsObject { get; set; }

    /// <summary>Specifies how many times a response that does not match the schema is requested again, from 0 to 10. The default is 1.</summary>
    [Parameter]
    [ValidateRange(0, 10)]
    public int MaxSchemaRetry { get; set; } = 1;
}
