namespace Qubrid.Client.Tests.Support;

/// <summary>How long a test waits for what must come: long enough for any machine, and never what decides.</summary>
internal static class TestTimeouts
{
    internal static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    /// <summary>A limit that a test means to run into.</summary>
    internal static readonly TimeSpan Short = TimeSpan.FromMilliseconds(150);

    internal static Task WithTimeout(this Task task) => task.WaitAsync(Long);

    internal static Task<T> WithTimeout<T>(this Task<T> task) => task.WaitAsync(Long);

    internal static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
