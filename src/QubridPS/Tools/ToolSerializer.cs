using System.Text.Json;

namespace QubridPS.Tools;

/// <summary>The tools of one command, as the wire takes them.</summary>
internal static class ToolSerializer
{
    internal static JsonElement ToJson(IEnumerable<QubridTool> tools)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var tool in tools)
            {
                tool.Write(json);
            }

            json.WriteEndArray();
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.Clone();
    }
}
