using System.Collections;
using System.Text.Json;
using Qubrid.Client;
using Qubrid.Client.Schema;

namespace QubridPS.Schemas;

/// <summary>-Schema as it was given: what to send, and what the answer becomes.</summary>
internal sealed class AnswerShape(ResponseSchema schema, Type? type, bool isWrapped)
{
    /// <summary>The property that holds a value which is no object: services want an object at the top.</summary>
    internal const string Wrapper = "value";

    internal ResponseSchema Schema => schema;

    /// <summary>Data as an answer would hold it.</summary>
    internal object Wrap(object data) => isWrapped ? new Hashtable { [Wrapper] = data } : data;

    /// <summary>
    /// Fills <c>Data</c> of an answer. Instances of a PowerShell class are made by script, so this belongs on the pipeline thread.
    /// </summary>
    internal void Fill(ChatCompletion completion)
    {
        if (completion.HasToolCalls())
        {
            return;
        }

        var found = schema.Validate(completion.Text);
        if (found.Value is not { } value)
        {
            throw Mismatch(completion, found.Path, found.Reason!);
        }

        try
        {
            var data = DataReader.Read(value, schema.Json);
            data = isWrapped ? DataReader.Field(data, Wrapper) : data;
            completion.Data = type is null ? data : TypedData.Convert(data, type);
        }
        catch (PSInvalidCastException cause)
        {
            throw Mismatch(completion, "$", $"no {type} can be made of it: {cause.Message}", cause);
        }
    }

    private static QubridApiException Mismatch(ChatCompletion completion, string path, string reason, Exception? cause = null) =>
        SchemaMismatchErrors.Create(completion, new SchemaValidationResult { Path = path, Reason = reason }, cause);
}
