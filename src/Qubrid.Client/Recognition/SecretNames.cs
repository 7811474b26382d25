namespace Qubrid.Client.Recognition;

/// <summary>Recognizes properties and columns that contain a secret by their name, such as <c>password</c>.</summary>
internal static class SecretNames
{
    // A value that is certainly not a word.
    private const string Sample = "=\"a1b2c3d4\"";

    /// <summary>Returns whether a property with the name contains a secret.</summary>
    internal static bool Contains(string name) => SecretRecognizers.All.Take(SecretRecognizers.NameCount).Any(recognizer => recognizer.Find(name + Sample).Any());

    /// <summary>Returns whether the value of such a property is a secret, not a mask or a variable.</summary>
    internal static bool IsSecret(string value) =>
        value.Length > 0 && SecretChecks.GetValue("", "\"" + value, new TextMatch(1, value.Length)) is not null;
}
