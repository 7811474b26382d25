using System.Management.Automation.Host;

namespace QubridPS.Common;

/// <summary>What a host throws where it is asked for something that it has not: a screen, a keyboard.</summary>
internal static class HostExceptions
{
    internal static bool IsNotSupported(Exception error) => error is HostException or NotImplementedException or NotSupportedException;
}
