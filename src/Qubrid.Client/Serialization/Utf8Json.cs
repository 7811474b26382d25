using System.Text.Json;

namespace Qubrid.Client.Serialization;

/// <summary>Writes JSON to memory.</summary>
internal static class Utf8Json
{
    /// <summary>Returns the UTF-8 bytes that the action writes.</summary>
    internal static byte[] Write(Action<Utf8JsonWriter> write, JsonWriterOptions options = default)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            write(json);
        }

        return buffer.ToArray();
    }

    /// <summary>Returns the value that the action writes.</summary>
    internal static JsonElement CreateElement(Action<Utf8JsonWriter> write)
    {
        using var document = JsonDocument.Parse(Write(write));
        return document.RootElement.Clone();
    }
}
