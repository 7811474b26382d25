namespace System.Runtime.CompilerServices;

/// <summary>
/// Marks init accessors for the compiler. PolySharp does not generate this type if a dependency has a public one, as NJsonSchema does, and
/// every init property would then refer to that dependency. A declaration in the same assembly takes precedence.
/// </summary>
internal static class IsExternalInit;
