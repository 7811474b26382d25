using System.Text;
using System.Text.Json;
using QubridPS.Common;
using QubridPS.Conversion;

namespace QubridPS.Tools;

/// <summary>Represents the result of a tool call as JSON text for the model.</summary>
internal sealed record ToolResult(string Text, bool IsError)
{
    /// <summary>Creates the result of a call that failed.</summary>
    internal static ToolResult Failed(string message) => new(Utf8Json.WriteText(json =>
    {
        json.WriteStartObject();
        json.WriteString("error", message);
        json.WriteEndObject();
    }, PSObjectJsonWriter.Compact), IsError: true);

    /// <summary>Creates the result from the output of a command: a single object as JSON, several as an array; with non-terminating errors an object with both.</summary>
    internal static ToolResult FromOutput(IReadOnlyList<PSObject?> output, IReadOnlyList<string> errors, PSObjectJsonWriter converter)
    {
        if (errors.Count == 0)
        {
            return new ToolResult(Utf8Json.WriteText(json => WriteOutput(json, output, converter), PSObjectJsonWriter.Compact), IsError: false);
        }

        return output.Count == 0 ? Failed(string.Join(" ", errors)) : new ToolResult(Utf8Json.WriteText(json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("output");
            WriteOutput(json, output, converter);
            json.WriteString("error", string.Join(" ", errors));
            json.WriteEndObject();
        }, PSObjectJsonWriter.Compact), IsError: true);
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
}
