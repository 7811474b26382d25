namespace Qubrid.Mock;

/// <summary>Writes the list of the models that the mock server provides.</summary>
internal static class MockModelList
{
    private static readonly string[] s_ids = ["openai/gpt-oss-120b", "mock/echo"];

    /// <summary>Returns the body of the response.</summary>
    internal static byte[] Write() => Utf8Json.Write(json =>
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
    });
}
