using System.Diagnostics;
using System.Management.Automation.Host;

namespace QubridPS.Execution;

/// <summary>
/// Ctrl+C while an answer comes stops the answer. The shell would stop the whole pipeline; so meanwhile the console gives it as a key, and
/// the keys are looked at. Where a host has no keys to look at, Ctrl+C stops the chat.
/// </summary>
internal sealed class StopKey : IDisposable
{
    private const char ControlC = '\u0003';
    private const int CheckMilliseconds = 50;

    private readonly CancellationTokenSource _answer;
    private readonly PSHostRawUserInterface? _keys;
    private readonly Stopwatch _sinceCheck = Stopwatch.StartNew();
    private readonly bool _isConsole;

    internal StopKey(PSHost host, CancellationTokenSource answer)
    {
        _answer = answer;
        _isConsole = host.Name == "ConsoleHost" && !Console.IsInputRedirected;
        _keys = HasKeys(host) ? host.UI.RawUI : null;
    }

    /// <summary>From now until it is disposed the key is ours.</summary>
    internal IDisposable Listen()
    {
        if (_isConsole)
        {
            Console.TreatControlCAsInput = true;
        }

        return this;
    }

    /// <summary>Looks whether the key was struck. Other keys that were struck meanwhile are passed over.</summary>
    internal void Check()
    {
        if (_keys is null || _answer.IsCancellationRequested || _sinceCheck.ElapsedMilliseconds < CheckMilliseconds)
        {
            return;
        }

        _sinceCheck.Restart();
        while (_keys.KeyAvailable)
        {
            if (_keys.ReadKey(ReadKeyOptions.NoEcho | ReadKeyOptions.IncludeKeyDown | ReadKeyOptions.AllowCtrlC).Character == ControlC)
            {
                _answer.Cancel();
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
    private static bool HasKeys(PSHost host)
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
        catch (Exception error) when (HostLack.Is(error) || error is InvalidOperationException or RuntimeException)
        {
            return false;
        }
    }
}
