namespace QubridPS.Conversion;

/// <summary>Represents the columns of a view for some objects or all.</summary>
/// <param name="Columns">The columns in their order.</param>
/// <param name="TypeNames">The types of the objects; empty for all types.</param>
/// <param name="Conditions">The conditions of which one must be true; empty for none.</param>
internal sealed record DisplayRow(
    IReadOnlyList<DisplayColumn> Columns, IReadOnlyList<string> TypeNames, IReadOnlyList<DisplayExpression> Conditions)
{
    /// <summary>Gets whether the columns are those of all objects that no other row applies to.</summary>
    internal bool IsDefault => TypeNames.Count == 0 && Conditions.Count == 0;

    /// <summary>Returns whether the columns apply to an object.</summary>
    internal bool AppliesTo(PSObject source) =>
        source.TypeNames.Any(type => TypeNames.Contains(type, StringComparer.OrdinalIgnoreCase))
        || Conditions.Any(condition => condition.IsTrue(source));
}
