using System.Collections;
using Qubrid.Client;

namespace QubridPS.Schemas;

/// <summary>-Schema as it was given: what to send, and what the answer becomes.</summary>
internal sealed class SchemaBinding(ResponseSchema schema, Type? type, bool isWrapped)
{
    /// <summary>The property that holds a value which is no object: services want an object at the top.</summary>
    internal const string WrapperProperty = "value";

    internal ResponseSchema Schema => schema;

    /// <summary>Data as an answer would hold it.</summary>
    internal object Wrap(object data) => isWrapped ? new Hashtable { [WrapperProperty] = data } : data;

    /// <summary>
    /// Fills <c>Data</c> of an answer. Instances of a PowerShell class are made by script, so this belongs on the pipeline thread.
    /// </summary>
    internal void PopulateData(ChatCompletion completion)
    {
        if (completion.HasToolCalls())
        {
            return;
        }

        var validation = schema.Validate(completion.Text);
        if (validation.Value is not { } value)
        {
            throw CreateMismatch(completion, validation.Path, validation.Reason!);
        }

        try
        {
            var data = JsonToPSObject.Read(value, schema.Json);
            data = isWrapped ? JsonToPSObject.GetField(data, WrapperProperty) : data;
            completion.Data = type is null ? data : TypedDataConverter.Convert(data, type);
        }
        catch (PSInvalidCastException cause)
        {
            throw CreateMismatch(completion, "$", $"no {type} can be made of it: {cause.Message}", cause);
        }
    }

    private static QubridApiException CreateMismatch(ChatCompletion completion, string path, string reason, Exception? cause = null) =>
        new SchemaValidationResult { Path = path, Reason = reason }.ToException(completion, cause);
}
