namespace Qubrid.Mock;

/// <summary>Writes the body of an error response in the JSON format of the service.</summary>
internal static class MockErrorBody
{
    /// <summary>Returns the body.</summary>
    internal static byte[] Write(string message, string code) => Utf8Json.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteString("message", message);
        json.WriteString("type", "mock_error");
        json.WriteString("code", code);
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
