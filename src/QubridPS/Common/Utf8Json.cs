using System.Text;
using System.Text.Json;

namespace QubridPS.Common;

/// <summary>Creates JSON text with a <see cref="Utf8JsonWriter"/>.</summary>
internal static class Utf8Json
{
    /// <summary>Returns the JSON that the callback writes.</summary>
    internal static string WriteText(Action<Utf8JsonWriter> write, JsonWriterOptions options = default)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
