namespace QubridPS.Tests.Support;

/// <summary>Reads properties by name, because the types of the module are in another load context.</summary>
internal static class PSObjectExtensions
{
    internal static object? GetValue(this PSObject source, string path)
    {
        object? value = source;
        foreach (var name in path.Split('.'))
        {
            value = value is null ? null : PSObject.AsPSObject(value).Properties[name]?.Value;
        }

        return value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : value;
    }

    internal static string? GetText(this PSObject source, string path = "Text") => source.GetValue(path)?.ToString();

    internal static string GetTypeName(this PSObject source) => source.BaseObject.GetType().FullName!;
}
