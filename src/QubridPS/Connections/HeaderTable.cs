using System.Collections;
using System.Security;
using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Errors;

namespace QubridPS.Connections;

/// <summary>Reads the value of -Headers: names, and values that are strings, SecureStrings, numbers or other simple values. Values are secrets.</summary>
internal static class HeaderTable
{
    internal const string Authorization = "Authorization";

    /// <summary>Returns the headers by name, without regard to case, in the order of the dictionary.</summary>
    /// <exception cref="QubridInputException">A name or a value is not valid. The message does not contain the value.</exception>
    internal static IReadOnlyDictionary<string, SecureString> Parse(IDictionary? headers)
    {
        var parsed = new Dictionary<string, SecureString>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in headers ?? new Hashtable())
        {
            var name = (InvariantText.From(PSObjectReader.Unwrap(entry.Key)) ?? "").Trim();
            var value = ParseValue(name, PSObjectReader.Unwrap(entry.Value));
            if (QubridClientOptions.ValidateHeader(name, value) is { } reason)
            {
                throw ConnectionErrors.HeaderInvalid(reason);
            }

            if (parsed.ContainsKey(name))
            {
                throw ConnectionErrors.HeaderInvalid($"The header '{name}' occurs twice. The case of the letters does not matter.");
            }

            parsed.Add(name, value);
        }

        return parsed;
    }

    private static SecureString ParseValue(string name, object? value) => value switch
    {
        SecureString secret => secret.Copy(), // the caller may dispose it
        string or char or bool or Guid or Uri or Version => ToSecureString(value),
        ValueType and IConvertible and not DateTime => ToSecureString(value),
        // An invalid name is reported instead, because this message would contain it.
        _ => QubridClientOptions.ValidateHeader(name, ToSecureString("value")) is { } reason
            ? throw ConnectionErrors.HeaderInvalid(reason)
            : throw ConnectionErrors.HeaderInvalid(value is null
                ? $"The header '{name}' has no value."
                : $"The value of the header '{name}' must be a string or a SecureString. It is an object of type {ErrorText.GetTypeName(value)}."),
    };

    // White space around the text is not part of a header. Line breaks are kept: they are an error.
    private static SecureString ToSecureString(object value) =>
        new System.Net.NetworkCredential("", InvariantText.From(value)!.Trim(' ')).SecurePassword;
}
