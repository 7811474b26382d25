namespace Qubrid.Client.Tests.Architecture.Sample.Upper;

/// <summary>Has no methods, so that only the name of its file tells its folder.</summary>
internal enum UpperEnum
{
    First,
    Second,
}
