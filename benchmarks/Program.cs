using System.Globalization;
using QubridPS.Benchmarks;

// Each scenario prints one ratio to a baseline of the same run, because absolute times depend on the machine.
Dictionary<string, Func<Task>> scenarios = new()
{
    ["batch"] = BatchScenario.RunAsync,
    ["memory"] = MemoryScenario.RunAsync,
    ["convert"] = ConvertScenario.RunAsync,
    ["stream"] = StreamScenario.RunAsync,
    ["first"] = FirstTokenScenario.RunAsync,
    ["million"] = MillionTokenScenario.RunAsync,
    ["start"] = StartScenario.RunAsync,
    ["mock"] = MockScenario.RunAsync,
    ["soak"] = SoakScenario.RunAsync,
    ["split"] = SplitScenario.RunAsync,
    ["rates"] = RatesScenario.RunAsync,
    ["parts"] = PartsScenario.RunAsync,
};

if (args is ["server", ..])
{
    await ModelServer.RunAsync();
    return 0;
}

if (args is ["mock", var tokens, var milliseconds])
{
    await MockProcess.RunAsync(int.Parse(tokens, CultureInfo.InvariantCulture), int.Parse(milliseconds, CultureInfo.InvariantCulture));
    return 0;
}

var unknown = args.Where(name => !scenarios.ContainsKey(name)).ToList();
if (unknown.Count > 0)
{
    Console.Error.WriteLine($"Unknown scenario: {string.Join(", ", unknown)}. Valid scenarios: {string.Join(", ", scenarios.Keys)}. Without an argument, all of them run.");
    return 64;
}

foreach (var name in args.Length == 0 ? scenarios.Keys.ToArray() : args)
{
    Console.WriteLine($"== {name}");
    await scenarios[name]();
}

return 0;
