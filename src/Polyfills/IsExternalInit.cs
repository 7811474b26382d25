namespace System.Runtime.CompilerServices;

/// <summary>
/// Marks init accessors for the compiler. PolySharp generates no copy where a dependency has a public one (NJsonSchema has), and every init
/// property would then be tied to that dependency; a declaration in the same assembly comes first.
/// </summary>
internal static class IsExternalInit;
