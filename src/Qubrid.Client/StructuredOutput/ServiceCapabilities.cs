namespace Qubrid.Client.StructuredOutput;

/// <summary>Stores what the calls of a client learn about the service.</summary>
internal sealed class ServiceCapabilities
{
    /// <summary>Gets or sets whether the service rejected <c>response_format</c>, so that later requests omit it.</summary>
    internal bool IsResponseFormatUnsupported { get; set; }
}
