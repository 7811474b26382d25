using System.Text.Json;

namespace Qubrid.Mock;

/// <summary>The models that the mock server claims to have.</summary>
internal static class MockModelList
{
    private static readonly string[] s_ids = ["openai/gpt-oss-120b", "mock/echo"];

    internal static byte[] Write()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("object", "list");
            json.WriteStartArray("data");
            foreach (var id in s_ids)
            {
                json.WriteStartObject();
                json.WriteString("id", id);
                json.WriteString("object", "model");
                json.WriteNumber("created", 1710000000);
                json.WriteString("owned_by", id.Split('/')[0]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
