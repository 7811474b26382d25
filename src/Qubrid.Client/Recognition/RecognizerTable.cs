namespace Qubrid.Client.Recognition;

/// <summary>Provides the recognizers of all categories.</summary>
internal static class RecognizerTable
{
    /// <summary>Gets the recognizers that do not depend on the machine.</summary>
    internal static readonly IReadOnlyList<Recognizer> All =
        [.. ServiceKeyRecognizers.All, .. SecretRecognizers.All, .. AddressRecognizers.All, .. NumberRecognizers.All, NameRecognizers.ProfilePath];

    // The regular expressions of a recognizer are compiled once.
    private static readonly Lazy<Recognizer[]> s_ofThisMachine = new(() => [.. All, .. NameRecognizers.Create(MachineNames.Current)]);

    /// <summary>Returns all recognizers, with those of the names of a machine.</summary>
    internal static IReadOnlyList<Recognizer> Create(MachineNames machine) =>
        ReferenceEquals(machine, MachineNames.Current) ? s_ofThisMachine.Value : [.. All, .. NameRecognizers.Create(machine)];
}
