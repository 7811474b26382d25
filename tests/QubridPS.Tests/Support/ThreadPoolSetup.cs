using System.Runtime.CompilerServices;

namespace QubridPS.Tests.Support;

/// <summary>Increases the minimum number of threads: tests block threads while a pipeline runs, and servers in the same process need some without delay.</summary>
internal static class ThreadPoolSetup
{
    private const int MinThreads = 64;

    [ModuleInitializer]
    internal static void Initialize() => ThreadPool.SetMinThreads(MinThreads, MinThreads);
}
