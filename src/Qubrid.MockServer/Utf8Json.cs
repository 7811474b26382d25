using System.Text.Json;

namespace Qubrid.Mock;

/// <summary>Creates UTF-8 JSON with a <see cref="Utf8JsonWriter"/>.</summary>
internal static class Utf8Json
{
    /// <summary>Returns the JSON that the callback writes.</summary>
    internal static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        return buffer.ToArray();
    }
}
