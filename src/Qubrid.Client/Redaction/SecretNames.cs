using Qubrid.Client.Recognition;

namespace Qubrid.Client.Redaction;

/// <summary>Recognizes JSON properties that contain a secret by their name, such as <c>password</c>.</summary>
internal static class SecretNames
{
    // A value that is certainly not a word.
    private const string Sample = "=\"a1b2c3d4\"";

    /// <summary>Returns whether a property with the name contains a secret.</summary>
    internal static bool Contains(string name) => IsFound(name + Sample);

    /// <summary>Returns whether the value of such a property is a secret, not a mask or a variable.</summary>
    internal static bool IsSecret(string value) =>
        value.Length > 0 && SecretChecks.GetValue("", "\"" + value, new TextMatch(1, value.Length)) is not null;

    private static bool IsFound(string text) => SecretRecognizers.All[0].Find(text).Any() || SecretRecognizers.All[1].Find(text).Any() || SecretRecognizers.All[2].Find(text).Any();
}
