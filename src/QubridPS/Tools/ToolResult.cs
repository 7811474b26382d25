using System.Text;
using System.Text.Json;
using QubridPS.Conversion;

namespace QubridPS.Tools;

/// <summary>What a model is told of a call.</summary>
internal sealed record ToolResult(string Text, bool IsError)
{
    internal static ToolResult Failed(string message) => new(Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("error", message);
        json.WriteEndObject();
    }), IsError: true);

    /// <summary>Output as JSON: one object as itself, several as a list. Errors that did not end the command stand beside it.</summary>
    internal static ToolResult FromOutput(IReadOnlyList<PSObject?> output, IReadOnlyList<string> errors, PSObjectJsonWriter converter)
    {
        if (errors.Count == 0)
        {
            return new ToolResult(Write(json => WriteOutput(json, output, converter)), IsError: false);
        }

        return output.Count == 0 ? Failed(string.Join(" ", errors)) : new ToolResult(Write(json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("output");
            WriteOutput(json, output, converter);
            json.WriteString("error", string.Join(" ", errors));
            json.WriteEndObject();
        }), IsError: true);
    }

    private static void WriteOutput(Utf8JsonWriter json, IReadOnlyList<PSObject?> output, PSObjectJsonWriter converter)
    {
        if (output.Count == 1)
        {
            converter.Write(json, output[0]);
            return;
        }

        json.WriteStartArray();
        foreach (var item in output)
        {
            converter.Write(json, item);
        }

        json.WriteEndArray();
    }

    private static string Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, PSObjectJsonWriter.Compact))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
