using System.Diagnostics;
using System.Management.Automation.Host;
using QubridPS.Common;

namespace QubridPS.Execution;

/// <summary>
/// Makes Ctrl+C cancel the current response and not the command: while a response arrives, the console treats it as input, and the pressed
/// keys are polled. In a host without keyboard input, Ctrl+C stops the command.
/// </summary>
internal sealed class CancelKeyMonitor : IDisposable
{
    private const char ControlC = '\u0003';
    private const int PollIntervalMilliseconds = 50;

    private readonly CancellationTokenSource _cancellation;
    private readonly PSHostRawUserInterface? _rawUI;
    private readonly Stopwatch _sinceLastPoll = Stopwatch.StartNew();
    private readonly bool _isConsole;

    internal CancelKeyMonitor(PSHost host, CancellationTokenSource cancellation)
    {
        _cancellation = cancellation;
        _isConsole = host.Name == "ConsoleHost" && !Console.IsInputRedirected;
        _rawUI = SupportsKeyPolling(host) ? host.UI.RawUI : null;
    }

    /// <summary>Captures Ctrl+C until the monitor is disposed.</summary>
    internal IDisposable Start()
    {
        if (_isConsole)
        {
            Console.TreatControlCAsInput = true;
        }

        return this;
    }

    /// <summary>Cancels if Ctrl+C was pressed, at most every 50 ms. Other keys are discarded.</summary>
    internal void Poll()
    {
        if (_rawUI is null || _cancellation.IsCancellationRequested || _sinceLastPoll.ElapsedMilliseconds < PollIntervalMilliseconds)
        {
            return;
        }

        _sinceLastPoll.Restart();
        while (_rawUI.KeyAvailable)
        {
            if (_rawUI.ReadKey(ReadKeyOptions.NoEcho | ReadKeyOptions.IncludeKeyDown | ReadKeyOptions.AllowCtrlC).Character == ControlC)
            {
                _cancellation.Cancel();
            }
        }
    }

    public void Dispose()
    {
        if (_isConsole)
        {
            Console.TreatControlCAsInput = false;
        }
    }

    // For a remote host each poll would be a network request.
    private static bool SupportsKeyPolling(PSHost host)
    {
        try
        {
            if (host.Name == "ServerRemoteHost")
            {
                return false;
            }

            _ = host.UI.RawUI.KeyAvailable; // throws if the host does not support it
            return true;
        }
        catch (Exception error) when (HostExceptions.IsNotSupported(error) || error is InvalidOperationException or RuntimeException)
        {
            return false;
        }
    }
}
