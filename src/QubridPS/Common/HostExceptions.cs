using System.Management.Automation.Host;

namespace QubridPS.Common;

/// <summary>Recognizes the exceptions that hosts throw for members they do not support, such as a screen or a keyboard.</summary>
internal static class HostExceptions
{
    /// <summary>Returns whether the exception means that the host does not support the member.</summary>
    internal static bool IsNotSupported(Exception error) => error is HostException or NotImplementedException or NotSupportedException;
}
