using System.Reflection;
using QubridPS.Host;

var arguments = HostArguments.Parse(args);
if (arguments is null)
{
    Console.Error.WriteLine(HostArguments.Usage);
    return 64;
}

if (arguments.ScriptFile is { } file && !File.Exists(file))
{
    Console.Error.WriteLine($"There is no script '{file}'. Give the path of a .ps1 file, or -Command and a text.");
    return 64;
}

var manifest = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
    .Single(data => data.Key == "ModuleManifest").Value!;
return new ScriptRun(manifest, arguments).Execute();
