using System.Management.Automation;

namespace QubridPS.Loader;

/// <summary>
/// What the types file names: the engine reads it before the module's assembly is loaded, and looks for types in its own context only.
/// The module's converter does the work.
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
