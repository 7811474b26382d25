using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Deserialization;

namespace QubridPS;

/// <summary>
/// Makes live objects of what came back from a job, another machine or a file. The types file makes it the target of our types, by way of
/// the loader. What it cannot convert stays the bag of properties that the engine made, which every cmdlet takes too.
/// </summary>
public sealed class RehydrationConverter : PSTypeConverter
{
    private static readonly Dictionary<string, Type> s_types = new[]
    {
        typeof(ChatCompletion), typeof(ChatUpdate), typeof(ChatMessage), typeof(ChatChoice), typeof(ChatUsage),
        typeof(ServiceMetrics), typeof(ClientMetrics), typeof(ToolCall), typeof(ToolInvocation), typeof(QubridModel),
    }.ToDictionary(type => "Deserialized." + type.FullName, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => FindType(PSObject.AsPSObject(sourceValue)) is not null;

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
    {
        var deserialized = PSObject.AsPSObject(sourceValue);
        return FindType(deserialized) is { } type ? Restore(deserialized, type) : throw new PSInvalidCastException();
    }

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new PSNotSupportedException();

    private static Type? FindType(PSObject deserialized) => deserialized.TypeNames.Count > 0 && s_types.TryGetValue(deserialized.TypeNames[0], out var type) ? type : null;

    // What is computed has no setter and computes again; what was null or is not there keeps the default.
    private static object Restore(PSObject deserialized, Type type)
    {
        var instance = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(property => property.CanWrite))
        {
            if (PSObjectReader.GetValue(deserialized, property.Name) is { } value)
            {
                property.SetValue(instance, DeserializedProperty.Restore(value, property));
            }
        }

        return instance;
    }
}
