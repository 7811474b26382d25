namespace QubridPS.Tests.Support;

/// <summary>Prevents tests that change environment variables of the process from running in parallel.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EnvironmentCollection
{
    internal const string Name = "environment";
}

/// <summary>Sets the environment variables of the module for a test, and restores them.</summary>
internal sealed class EnvironmentScope : IDisposable
{
    private static readonly string[] s_names = ["QUBRID_API_KEY", "QUBRID_BASE_URL", "QUBRID_MODEL"];
    private readonly Dictionary<string, string?> _previousValues = s_names.ToDictionary(name => name, Environment.GetEnvironmentVariable);

    internal EnvironmentScope(string? key = null, string? baseUri = null, string? model = null)
    {
        Environment.SetEnvironmentVariable("QUBRID_API_KEY", key);
        Environment.SetEnvironmentVariable("QUBRID_BASE_URL", baseUri);
        Environment.SetEnvironmentVariable("QUBRID_MODEL", model);
    }

    public void Dispose()
    {
        foreach (var (name, value) in _previousValues)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
