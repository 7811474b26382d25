using System.Text;
using System.Text.Json;
using Qubrid.Client.Security;

namespace Qubrid.Client.Serialization;

/// <summary>Builds a tool call from its fragments: id and name first, then chunks of the arguments.</summary>
internal sealed class ToolCallBuilder(int index, KeyRedactor redactor)
{
    private const string NoArguments = "{}";

    private readonly JsonObjectEnd _end = new();
    private bool? _isComplete;
    private bool _hasNullArguments;

    internal int Index { get; } = index;

    internal string? Id { get; set; }

    internal string? Name { get; set; }

    internal RedactingTextBuffer Arguments { get; } = new(redactor);

    internal ExtensionDataBuilder Fields { get; } = new(MergeMode.Replace, redactor);

    internal ExtensionDataBuilder FunctionFields { get; } = new(MergeMode.Replace, redactor);

    /// <summary>Appends the value of <c>arguments</c> at the reader's position: text, an object, or null.</summary>
    internal void AppendArguments(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            // Arguments are always an object, so "null" at the start means that there are none.
            case JsonTokenType.Null:
            case JsonTokenType.String when Arguments.Length == 0 && reader.ValueTextEquals("null"u8):
                _hasNullArguments = true;
                break;
            case JsonTokenType.String:
                Arguments.Append(ref reader);
                break;
            case JsonTokenType.StartObject:
                // Some servers send an object instead of its text.
                using (var arguments = JsonDocument.ParseValue(ref reader))
                {
                    Arguments.AppendText(arguments.RootElement.GetRawText());
                }

                break;
            default:
                reader.Skip();
                break;
        }
    }

    /// <summary>Returns whether the arguments are complete JSON.</summary>
    internal bool HasCompleteArguments()
    {
        if (Arguments.IsBlank)
        {
            return _hasNullArguments;
        }

        // Parsed only once, at the end of the first object: some services repeat the name in each of a hundred thousand fragments.
        if (!_end.IsComplete(Arguments.Text))
        {
            return false;
        }

        return _isComplete ??= IsObject(Arguments.ToString().Trim());
    }

    private static bool IsObject(string text)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), CompletionReader.Options);
            reader.Read();
            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Builds the call. The function returns the id to use for the received id, which may be null.</summary>
    internal ToolCall Build(Func<string?, string> toId) => new()
    {
        Id = toId(redactor.Redact(Id)),
        Name = redactor.Redact(Name),
        Arguments = Arguments.ToString() is { } text && text.Trim() is not ("" or "null") ? text : NoArguments,
        AdditionalProperties = FunctionFields.Values.Count == 0 ? Fields.Values : MergeFunctionFields(Fields.Values, FunctionFields.Values),
    };

    // The additional fields of the function remain nested, because their names may occur in the call too.
    private static Dictionary<string, object?> MergeFunctionFields(IReadOnlyDictionary<string, object?> call, IReadOnlyDictionary<string, object?> function)
    {
        var fields = call.ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);
        fields["function"] = function;
        return fields;
    }
}
