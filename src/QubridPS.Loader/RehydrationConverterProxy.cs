using System.Management.Automation;

namespace QubridPS.Loader;

/// <summary>
/// Forwards to the converter of the module. The types file needs this proxy, because PowerShell reads the file before the assembly of the
/// module is loaded and finds types in the default load context only.
/// </summary>
public sealed class RehydrationConverterProxy : PSTypeConverter
{
    private static readonly Lazy<PSTypeConverter> s_converter = new(() =>
        (PSTypeConverter)Activator.CreateInstance(ModuleAssembly.Instance.GetType("QubridPS.RehydrationConverter", throwOnError: true)!)!);

    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => s_converter.Value.CanConvertFrom(sourceValue, destinationType);

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        s_converter.Value.ConvertFrom(sourceValue, destinationType, formatProvider, ignoreCase);

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => s_converter.Value.CanConvertTo(sourceValue, destinationType);

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        s_converter.Value.ConvertTo(sourceValue, destinationType, formatProvider, ignoreCase);
}
