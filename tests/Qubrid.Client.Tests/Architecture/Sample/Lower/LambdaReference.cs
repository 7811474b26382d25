using Qubrid.Client.Tests.Architecture.Sample.Upper;

namespace Qubrid.Client.Tests.Architecture.Sample.Lower;

/// <summary>References a higher layer in an asynchronous lambda, which the compiler moves to nested types.</summary>
internal static class LambdaReference
{
    internal static Func<Task<string>> Create() => async () =>
    {
        await Task.Yield();
        return new UpperClass().ToString()!;
    };
}
