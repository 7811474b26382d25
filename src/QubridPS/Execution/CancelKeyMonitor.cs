using System.Diagnostics;
using System.Management.Automation.Host;
using QubridPS.Common;

namespace QubridPS.Execution;

/// <summary>
/// Ctrl+C while an answer comes stops the answer. The shell would stop the whole pipeline; so meanwhile the console gives it as a key, and
/// the keys are looked at. Where a host has no keys to look at, Ctrl+C stops the chat.
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

    /// <summary>From now until it is disposed the key is ours.</summary>
    internal IDisposable Start()
    {
        if (_isConsole)
        {
            Console.TreatControlCAsInput = true;
        }

        return this;
    }

    /// <summary>Looks whether the key was struck. Other keys that were struck meanwhile are passed over.</summary>
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

    // A remote host would be asked over the network, each time.
    private static bool SupportsKeyPolling(PSHost host)
    {
        try
        {
            if (host.Name == "ServerRemoteHost")
            {
                return false;
            }

            _ = host.UI.RawUI.KeyAvailable; // throws where there are none
            return true;
        }
        catch (Exception error) when (HostExceptions.IsNotSupported(error) || error is InvalidOperationException or RuntimeException)
        {
            return false;
        }
    }
}
