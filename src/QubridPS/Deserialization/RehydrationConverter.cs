using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Deserialization;

namespace QubridPS;

/// <summary>
/// Restores objects of the module that were returned by a job or a remote session, or imported from a file. The types file registers the
/// converter through its proxy in the loader. Objects that it cannot restore remain property bags, which every cmdlet accepts as well.
/// </summary>
public sealed class RehydrationConverter : PSTypeConverter
{
    private static readonly Dictionary<string, Type> s_types = new[]
    {
        typeof(ChatCompletion), typeof(ChatUpdate), typeof(ChatMessage), typeof(ChatChoice), typeof(ChatUsage),
        typeof(ServiceMetrics), typeof(ClientMetrics), typeof(ToolCall), typeof(ToolInvocation), typeof(QubridModel), typeof(JournalEntry),
    }.ToDictionary(type => PSObjectReader.DeserializedPrefix + type.FullName, StringComparer.Ordinal);

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

    // Computed properties have no setter. Null and missing properties keep their default.
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
