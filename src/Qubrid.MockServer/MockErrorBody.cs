using System.Text.Json;

namespace Qubrid.Mock;

/// <summary>An error as the service words it.</summary>
internal static class MockErrorBody
{
    internal static byte[] Write(string message, string code)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("error");
            json.WriteString("message", message);
            json.WriteString("type", "mock_error");
            json.WriteString("code", code);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
