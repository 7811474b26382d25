using System.Collections.ObjectModel;

namespace QubridPS.Conversion;

/// <summary>Represents the properties of the objects of one type.</summary>
/// <param name="DefaultNames">The names in the default display property set, or null if there is none.</param>
/// <param name="HasOnlyInstanceProperties">Whether the type itself defines no properties, as for custom objects.</param>
internal sealed record PropertyLayout(Collection<string>? DefaultNames, bool HasOnlyInstanceProperties);
