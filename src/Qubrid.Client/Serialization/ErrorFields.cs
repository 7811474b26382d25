using System.Globalization;
using System.Text.Json;

namespace Qubrid.Client.Serialization;

/// <summary>Finds the fields of an error object by the names that different services use. Names are not case-sensitive.</summary>
internal sealed class ErrorFields(IReadOnlyDictionary<string, object?> fields)
{
    private static readonly string[] s_containers = ["error", "errors", "fault", "detail"];
    private static readonly string[] s_messages = ["message", "msg", "detail", "status_msg", "error_description", "error_message", "error_msg", "errorMessage", "faultstring", "description", "title"];
    private static readonly string[] s_codes = ["code", "error_code", "errorCode", "status_code", "statusCode"];
    private static readonly string[] s_types = ["type", "error_type", "errorType", "__type", "status"];
    private static readonly string[] s_statuses = ["status_code", "statusCode", "http_status", "httpStatus", "http_code", "status", "code", "error_code"];
    private static readonly string[] s_causes = ["metadata", "raw", "innererror", "inner_error", "cause", "provider_error", "upstream_error", "original_error", "details"];

    /// <summary>Gets the values that may be nested errors, the most specific first.</summary>
    internal IEnumerable<object?> Containers => Find(s_containers).Append(Report);

    /// <summary>Gets the field <c>base_resp</c> of MiniMax if it reports a failure.</summary>
    internal object? Report => Find("base_resp") is IReadOnlyDictionary<string, object?> report && !new ErrorFields(report).IsSuccess ? report : null;

    internal IEnumerable<object?> Messages => Find(s_messages);

    /// <summary>Gets the causes of the error, such as the response of a provider to a gateway.</summary>
    internal IEnumerable<object?> Causes => Find(s_causes);

    internal string? Provider => FindText(["provider_name"]);

    internal string? Code => FindText(s_codes);

    internal string? Type => Find(s_types).OfType<string>().FirstOrDefault(text => !IsFlag(text) && ToStatus(text) is null);

    /// <summary>Gets the HTTP status that a field contains as a number or as text. Numbers outside 400 to 599 are codes of the vendor.</summary>
    internal int? Status => Find(s_statuses).Select(ToStatus).FirstOrDefault(status => status is not null);

    internal TimeSpan? RetryAfter =>
        FindText(["retry_after"]) is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= 0 and < int.MaxValue
            ? TimeSpan.FromSeconds(seconds)
            : null;

    /// <summary>Gets whether a code reports success, as <c>base_resp</c> does in successful responses.</summary>
    internal bool IsSuccess => Find(s_codes).Any(code => code is 0L or >= 200L and < 300L or "0" or "200" || code is string text && IsSuccessText(text));

    /// <summary>Gets whether the object is labeled as an error: <c>"object": "error"</c>, <c>"type": "error"</c>.</summary>
    internal bool IsNamedError => Find(["object", "type"]).Any(value => value is "error");

    /// <summary>Returns whether the property name at the reader's position may contain an error next to choices.</summary>
    internal static bool MayBeNamed(ref Utf8JsonReader reader) =>
        reader.ValueSpan.StartsWith("error"u8) || reader.ValueTextEquals("base_resp"u8) || reader.ValueTextEquals("fault"u8);

    /// <summary>Returns whether a value is null, false, 0 or an empty string, or contains only such values.</summary>
    internal static bool IsEmpty(object? value) => value switch
    {
        null or false or 0L or "" => true,
        object?[] elements => Array.TrueForAll(elements, IsEmpty),
        IReadOnlyDictionary<string, object?> inner => inner.Values.All(IsEmpty),
        _ => false,
    };

    internal object? Find(string name) => fields.FirstOrDefault(field => string.Equals(field.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    private IEnumerable<object?> Find(string[] names) => names.Select(Find).Where(value => !IsEmpty(value) || value is 0L);

    private string? FindText(string[] names) => Find(names)
        .Select(value => value switch
        {
            string text => text,
            0L or bool => null,
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => null,
        })
        .FirstOrDefault(text => !string.IsNullOrEmpty(text));

    private static int? ToStatus(object? value) => value switch
    {
        long number and >= 400 and < 600 => (int)number,
        decimal or double => ToStatus(Convert.ToString(value, CultureInfo.InvariantCulture)),
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 400 and < 600 => (int)number,
        _ => null,
    };

    private static bool IsFlag(string text) =>
        text.ToUpperInvariant() is "ERROR" or "FAIL" or "FAILED" or "FAILURE" || IsSuccessText(text);

    private static bool IsSuccessText(string text) => text.ToUpperInvariant() is "SUCCESS" or "OK";
}
