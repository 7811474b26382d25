using System.Management.Automation.Host;

namespace QubridPS.Common;

/// <summary>Recognizes the exceptions that hosts throw for members they do not support, such as a screen or a keyboard.</summary>
internal static class HostExceptions
{
    // The engine calls every host through this class. Hosts throw exceptions of any type.
    private const string HostCall = "System.Management.Automation.Internal.Host.InternalHostUserInterface.";

    /// <summary>Returns whether the exception means that the host does not support the member.</summary>
    internal static bool IsNotSupported(Exception error) => error is HostException or NotImplementedException or NotSupportedException;

    /// <summary>Returns whether a command failed because the host could not prompt. A missing mandatory parameter is not such a failure.</summary>
    internal static bool IsFromPrompt(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is ParameterBindingException)
            {
                return false;
            }

            if (error.StackTrace is { } calls && (calls.Contains(HostCall + "Prompt") || calls.Contains(HostCall + "Read")))
            {
                return true;
            }
        }

        return false;
    }
}
