using System.Text;

namespace Qubrid.Client.Serialization;

/// <summary>
/// Finds an error in a JSON value, with the same rules for all services: containers such as <c>error</c> are searched recursively, including arrays and
/// JSON in strings, and the messages of all levels are joined.
/// </summary>
internal static class ErrorReader
{
    private const int MaxDepth = 8;
    private const int MaxErrors = 64;

    /// <summary>Returns the error that a value contains; null if there is none.</summary>
    internal static ApiError? Read(object? value) => Read(value, 0);

    /// <summary>Returns the error of a response with a successful status, and whether it may be only a notice next to a completion.</summary>
    internal static ApiError? ReadResponse(object? value, out bool isNotice)
    {
        isNotice = false;
        if (value is not IReadOnlyDictionary<string, object?> response)
        {
            return (value as object?[] ?? []).Select(ReadCertain).FirstOrDefault(error => error is not null);
        }

        var fields = new ErrorFields(response);
        if (IsReport(fields))
        {
            return Read(value);
        }

        if (fields.Find("choices") is object?[] { Length: > 0 } choices)
        {
            return choices.Select(ReadChoice).FirstOrDefault(error => error is not null);
        }

        var error = fields.IsSuccess ? null : ReadFields(fields, 0);
        isNotice = error is { Code: null, Status: null } && !fields.IsNamedError;
        return error?.Message is null ? null : error;
    }

    private static ApiError? ReadCertain(object? element) =>
        element is IReadOnlyDictionary<string, object?> && ReadResponse(element, out var isNotice) is { } error && !isNotice ? error : null;

    // Fields that always mean an error. A message alone is an error only if there is no completion.
    private static bool IsReport(ErrorFields fields) =>
        !ErrorFields.IsEmpty(fields.Find("error"))
        || Read(fields.Find("errors")) is not null
        || Read(fields.Find("fault")) is not null
        || Read(fields.Report) is not null;

    private static ApiError? ReadChoice(object? choice) => choice is IReadOnlyDictionary<string, object?> fields
        ? Read(new ErrorFields(fields).Find("error"))
        : null;

    private static ApiError? Read(object? value, int depth) => depth > MaxDepth ? null : value switch
    {
        string text => ReadText(text, depth),
        object?[] elements => ReadList(elements, depth),
        IReadOnlyDictionary<string, object?> fields when !ErrorFields.IsEmpty(fields) => ReadFields(new ErrorFields(fields), depth),
        _ => null,
    };

    private static ApiError? ReadText(string text, int depth)
    {
        var trimmed = text.Trim();
        return trimmed.Length == 0 ? null
            : trimmed[0] is '{' or '[' && ErrorBody.ReadJson(Encoding.UTF8.GetBytes(trimmed)) is { } json && Read(json, depth + 1) is { Message: not null } inner ? inner
            : new ApiError { Message = trimmed };
    }

    private static ApiError? ReadList(object?[] elements, int depth)
    {
        ApiError[] errors = [.. elements.Select(element => Read(element, depth + 1)).OfType<ApiError>().Take(MaxErrors)];
        return errors.Length == 0 ? null : errors[0] with { Message = ErrorMessageJoiner.JoinList(errors.Select(error => error.Message)) };
    }

    private static ApiError? ReadFields(ErrorFields fields, int depth)
    {
        var inner = fields.Containers.Where(value => value is not string).Select(value => Read(value, depth + 1)).FirstOrDefault(error => error is not null);
        var cause = fields.Causes.Select(value => Read(value, depth + 1)).FirstOrDefault(error => error is not null);
        var message = fields.Messages.Select(value => Read(value, depth + 1)).FirstOrDefault(error => error?.Message is not null);
        var name = fields.Find("error") as string;
        var error = new ApiError
        {
            Message = ErrorMessageJoiner.Join([name is null ? null : ReadText(name, depth)?.Message, message?.Message, inner?.Message, fields.Provider, cause?.Message]),
            Type = inner?.Type ?? fields.Type ?? (message is null || name?.Contains(' ') is true ? null : name) ?? message?.Type ?? cause?.Type,
            Code = inner?.Code ?? fields.Code ?? message?.Code ?? cause?.Code,
            Status = inner?.Status ?? fields.Status ?? message?.Status ?? cause?.Status,
            RetryAfter = inner?.RetryAfter ?? fields.RetryAfter ?? message?.RetryAfter ?? cause?.RetryAfter,
        };
        return error is { Message: null, Type: null, Code: null, Status: null } ? null : AddLocation(error, fields);
    }

    // FastAPI specifies the field of the request to which a message refers: {"loc":["body","temperature"],"msg":...}.
    private static ApiError AddLocation(ApiError error, ErrorFields fields) => fields.Find("loc") is object?[] { Length: > 0 } path
        ? error with { Message = $"{string.Join(".", path)}: {error.Message}" }
        : error;
}
