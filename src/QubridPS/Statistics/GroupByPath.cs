using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Errors;

namespace QubridPS.Statistics;

/// <summary>Represents the value of -GroupBy: a property path such as Model or InputObject.Level.</summary>
internal sealed class GroupByPath(string path)
{
    private readonly string[] _names = path.Split('.') is var names && Array.TrueForAll(names, name => name.Trim().Length > 0)
        ? names
        : throw PatternErrors.GroupByInvalid(path);

    /// <summary>Gets the path.</summary>
    internal string Path => path;

    /// <summary>Returns the value of the property as text, or null if the call does not have it.</summary>
    internal string? Read(MeasuredCall call)
    {
        var value = call.ErrorId is null ? Resolve(call.Source, _names) : ReadError(call.Source);
        return value is not null && LanguagePrimitives.TryConvertTo<string>(value, out var text) && text.Length > 0 ? text : null;
    }

    // For an error, the target object is the input object, and the exception has the model and the partial completion.
    private object? ReadError(PSObject error)
    {
        if (NamesEqual(_names[0], nameof(ChatCompletion.InputObject)))
        {
            return Resolve(error, [nameof(ErrorRecord.TargetObject), .. _names.Skip(1)]);
        }

        // An error from a remote session contains the original exception in SerializedRemoteException.
        var exception = Resolve(error, [nameof(ErrorRecord.Exception)]);
        return ReadException(exception) ?? ReadException(Resolve(exception, ["SerializedRemoteException"]));
    }

    private object? ReadException(object? exception) =>
        (NamesEqual(path, nameof(ChatCompletion.Model)) ? Resolve(exception, [nameof(QubridApiException.Model)]) : null)
        ?? Resolve(exception, [nameof(QubridApiException.PartialCompletion), .. _names]);

    private static object? Resolve(object? value, IEnumerable<string> names) =>
        names.Aggregate(value, (inner, name) => inner is null ? null : PSObjectReader.GetValue(PSObject.AsPSObject(inner), name.Trim()));

    private static bool NamesEqual(string name, string other) => string.Equals(name.Trim(), other, StringComparison.OrdinalIgnoreCase);
}
