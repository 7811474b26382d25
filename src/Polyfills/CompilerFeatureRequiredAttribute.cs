namespace System.Runtime.CompilerServices;

/// <summary>The compiler needs this type for ref structs and required properties. It is missing in .NET Standard, and that of a dependency would be used instead.</summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
{
    public string FeatureName { get; } = featureName;

    public bool IsOptional { get; init; }
}
