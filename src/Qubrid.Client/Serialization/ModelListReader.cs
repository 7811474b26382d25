using System.Globalization;
using Qubrid.Client.Models;
using Qubrid.Client.Security;

namespace Qubrid.Client.Serialization;

/// <summary>Reads a list of models: an array, or an object with a property such as <c>data</c> or <c>models</c>. Invalid entries are skipped.</summary>
internal static class ModelListReader
{
    private static readonly string[] s_lists = ["data", "models", "result", "items"];

    /// <summary>Returns the models; null if the value contains no list.</summary>
    internal static IReadOnlyList<QubridModel>? Read(object? value, KeyRedactor redactor)
    {
        if (FindList(value) is not { } entries)
        {
            return null;
        }

        QubridModel[] models = [.. entries.Select(entry => ReadModel(entry, redactor)).OfType<QubridModel>()];
        return models;
    }

    private static object?[]? FindList(object? value) => value switch
    {
        object?[] list => list,
        IReadOnlyDictionary<string, object?> fields => s_lists
            .Select(name => fields.TryGetValue(name, out var list) ? FindList(list) : null)
            .FirstOrDefault(list => list is not null),
        _ => null,
    };

    private static QubridModel? ReadModel(object? entry, KeyRedactor redactor)
    {
        var fields = entry as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?> { ["id"] = entry as string };
        var name = Array.Find(["id", "name", "model"], field => ToText(fields, field) is not null);
        if (name is null)
        {
            return null;
        }

        return new QubridModel
        {
            Id = redactor.Redact(ToText(fields, name))!,
            Created = ToTime(fields, "created") ?? ToTime(fields, "created_at"),
            OwnedBy = redactor.Redact(ToOwner(fields)),
            AdditionalProperties = redactor.Redact(ToAdditional(fields, name)),
        };
    }

    // Fields with a property and null values are omitted. An owner that is an object is included, because OwnedBy has only its name.
    private static IReadOnlyDictionary<string, object?> ToAdditional(IReadOnlyDictionary<string, object?> fields, string name)
    {
        var additional = fields
            .Where(field => field.Key != name && field.Key is not ("object" or "created") && field.Value is not null && !(field.Key == "owned_by" && field.Value is string))
            .ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);
        return additional.Count == 0 ? AdditionalFields.Empty : additional;
    }

    private static string? ToOwner(IReadOnlyDictionary<string, object?> fields) =>
        fields.TryGetValue("owned_by", out var owner) && owner is IReadOnlyDictionary<string, object?> named
            ? ToText(named, "name") ?? ToText(named, "id")
            : ToText(fields, "owned_by");

    private static DateTimeOffset? ToTime(IReadOnlyDictionary<string, object?> fields, string name)
    {
        if (ToText(fields, name) is not { } text)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
        {
            return JsonNumberReader.FromUnixTime(seconds);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
    }

    private static string? ToText(IReadOnlyDictionary<string, object?> fields, string name) =>
        !fields.TryGetValue(name, out var value) ? null : value switch
        {
            string text => text.Length == 0 ? null : text,
            bool => null,
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => null,
        };
}
