using System.Text;
using System.Text.Json;
using Qubrid.Client.Security;

namespace Qubrid.Client.Serialization;

/// <summary>A tool call put together from its fragments: id and name first, then pieces of the arguments.</summary>
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

    /// <summary>Adds the value of <c>arguments</c> that the reader stands on: a piece of text, an object, or null.</summary>
    internal void AppendArguments(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            // Nothing but an object is an argument list: "null" at the start is an absent one.
            case JsonTokenType.Null:
            case JsonTokenType.String when Arguments.Length == 0 && reader.ValueTextEquals("null"u8):
                _hasNullArguments = true;
                break;
            case JsonTokenType.String:
                Arguments.Append(ref reader);
                break;
            case JsonTokenType.StartObject:
                // Some servers write the object itself, where its text belongs.
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

    /// <summary>Returns whether no piece of the arguments is missing.</summary>
    internal bool HasCompleteArguments()
    {
        if (Arguments.IsBlank)
        {
            return _hasNullArguments;
        }

        // Parsed once, where the first object ends: some services repeat the name in each of a hundred thousand fragments.
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

    /// <summary>Builds the call with the id that the function makes of the received one.</summary>
    internal ToolCall Build(Func<string?, string> toId) => new()
    {
        Id = toId(redactor.Redact(Id)),
        Name = redactor.Redact(Name),
        Arguments = Arguments.ToString() is { } text && text.Trim() is not ("" or "null") ? text : NoArguments,
        AdditionalProperties = FunctionFields.Values.Count == 0 ? Fields.Values : MergeFunctionFields(Fields.Values, FunctionFields.Values),
    };

    // They stay where the wire has them: a function's field may have a name that one of the call's has too.
    private static Dictionary<string, object?> MergeFunctionFields(IReadOnlyDictionary<string, object?> call, IReadOnlyDictionary<string, object?> function)
    {
        var fields = call.ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);
        fields["function"] = function;
        return fields;
    }
}
