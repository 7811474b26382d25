using System.Runtime.CompilerServices;

namespace QubridPS.Tests.Support;

/// <summary>Tests hold threads while a pipeline runs; servers in the same process need some too, at once, or a test measures the wait for them.</summary>
internal static class ThreadPoolSetup
{
    private const int MinThreads = 64;

    [ModuleInitializer]
    internal static void Initialize() => ThreadPool.SetMinThreads(MinThreads, MinThreads);
}
