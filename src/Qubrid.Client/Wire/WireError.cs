using System.Text;
using System.Text.Json;
using Qubrid.Client.Http;

namespace Qubrid.Client.Wire;

/// <summary>
/// What a service or a gateway says went wrong: {"error":{"message","type","code"}}, {"error":"text"}, {"detail":...},
/// {"message":...}, plain text, HTML, or nothing.
/// </summary>
internal sealed class WireError
{
    private const int MostText = 500;

    internal string? Message { get; private init; }

    internal string? Type { get; private init; }

    internal string? Code { get; private init; }

    /// <summary>An error body. Never throws; an empty body has no message.</summary>
    internal static WireError Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(BodyText.WithoutMark(body));
            using var document = JsonDocument.ParseValue(ref reader);
            reader.Read(); // "502 Bad Gateway" begins with a number, but is none
            return From(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return FromText(body);
        }
    }

    /// <summary>The reader stands on the name <c>error</c>; null where its value says that there is none.</summary>
    internal static WireError? ReadField(ref Utf8JsonReader reader)
    {
        reader.Read();
        using var document = JsonDocument.ParseValue(ref reader);
        return IsError(document.RootElement) ? From(document.RootElement) : null;
    }

    /// <summary>The same, fit to be shown: no key, and not too long. In this order, or half a key could be left where the text is cut.</summary>
    internal WireError Without(ApiKey key) => new()
    {
        Message = Shorten(key.StrikeOut(Message)),
        Type = Shorten(key.StrikeOut(Type)),
        Code = Shorten(key.StrikeOut(Code)),
    };

    // An object or a list says something only where a value in it does.
    private static bool IsError(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False or JsonValueKind.Undefined => false,
        JsonValueKind.String => value.GetString() is not "",
        JsonValueKind.Number => !(value.TryGetDouble(out var number) && number == 0),
        JsonValueKind.Object => value.EnumerateObject().Any(field => IsError(field.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(IsError),
        _ => true,
    };

    private static WireError From(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return new WireError { Message = value.GetString() };
            case JsonValueKind.Object:
                if (value.TryGetProperty("error", out var inner) && IsError(inner))
                {
                    return From(inner);
                }

                return new WireError
                {
                    Message = Field(value, "message") ?? Field(value, "detail") ?? Field(value, "msg") ?? value.GetRawText(),
                    Type = Field(value, "type"),
                    Code = Field(value, "code"),
                };
            default:
                return new WireError { Message = value.GetRawText() };
        }
    }

    private static string? Field(JsonElement value, string name)
    {
        if (!value.TryGetProperty(name, out var field) || field.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        return field.ValueKind == JsonValueKind.String ? field.GetString() : field.GetRawText();
    }

    private static WireError FromText(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(BodyText.WithoutMark(body).ToArray()).Trim();
        if (text.StartsWith("<", StringComparison.Ordinal))
        {
            text = HtmlText.Title(text);
        }

        return new WireError { Message = text.Length == 0 ? null : text };
    }

    private static string? Shorten(string? text) =>
        text is null || text.Length <= MostText ? text : text.Substring(0, MostText) + "…";
}
