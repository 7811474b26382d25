namespace Qubrid.Client.Tests.Support;

/// <summary>Provides the timeouts of tests. They are long enough for any machine and do not decide the result of a test.</summary>
internal static class TestTimeouts
{
    internal static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    /// <summary>A timeout that the test expects to expire.</summary>
    internal static readonly TimeSpan Short = TimeSpan.FromMilliseconds(150);

    internal static Task WithTimeout(this Task task) => task.WaitAsync(Long);

    internal static Task<T> WithTimeout<T>(this Task<T> task) => task.WaitAsync(Long);

    internal static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
