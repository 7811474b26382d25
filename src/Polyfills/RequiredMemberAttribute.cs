namespace System.Runtime.CompilerServices;

/// <summary>The compiler needs this type for required properties. It is missing in .NET Standard, and that of a dependency would be used instead.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
internal sealed class RequiredMemberAttribute : Attribute;
