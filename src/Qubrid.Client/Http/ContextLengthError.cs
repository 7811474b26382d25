using System.Text.RegularExpressions;
using Qubrid.Client.Serialization;

namespace Qubrid.Client.Http;

/// <summary>Recognizes the errors that say that a request is too long for the model or the service. Each service has its own code and text.</summary>
internal static class ContextLengthError
{
    private const int PayloadTooLarge = 413;

    // Parts of codes and types without separators.
    private static readonly string[] s_codes =
    [
        "contextlength", "contextwindow", "contextsize", "contextlimit", "contextoverflow", "stringabovemaxlength", "prompttoolong", "inputtoolong",
        "toomanytokens", "requesttoolarge", "requestentitytoolarge", "payloadtoolarge", "tokenlimitexceeded", "maxcontext",
    ];

    private static readonly Regex s_message = new(
        """
        context[ _-]?(length|window|size|limit)
        | (maximum|max) \ (model|prompt|input|sequence|message|token) \ length
        | \b(prompt|inputs?|messages?|request|payload|body|conversation|chat\ history|text) (\ (payload|body|entity|length|size))? (\ (is|are|was|has))? (\ (too\ (long|large|big)|too\ many\ tokens))
        | too \ many \ (input\ |prompt\ )?tokens
        | \b(input|prompt|requested|request|total|messages?) \ (token|tokens|length)\b .{0,60} \bexceed
        | \b(prompt|inputs?|messages|request|conversation)\b [^.]{0,60} \bexceed(s|ed)? .{0,30} \b(limit|maximum|max|length|tokens)\b
        | exceed(s|ed)? .{0,20} \b(token\ limit|maximum\ number\ of\ tokens)\b
        | \bstring \ too \ long
        | tokens .{0,20} \+ .{0,20} max_new_tokens
        | \binputs?\b .{0,3} \ must \ have \ less \ than
        | range \ of \ input \ length
        | reduce \ (the \ length \ of \ )? (the|your) \ (input|prompt|messages?|message\ size|conversation)
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace);

    // The limit of the answer, which has nothing to do with the length of the request.
    private static readonly Regex s_answerLimit = new(
        @"^\W*(the |invalid )?(value |parameter )?(of |for )?\W*(max_(completion_|output_|new_)?tokens|max tokens)\b(?!.*\b(context|prompt|messages)\b)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline);

    /// <summary>Returns whether the request is too long. Limits per minute and rejected keys are other errors.</summary>
    internal static bool Matches(ApiError error, int? status)
    {
        if (status is 401 or 403 or 404 or 429)
        {
            return false;
        }

        return status == PayloadTooLarge || Array.Exists(s_codes, part => Normalize(error.Code).Contains(part) || Normalize(error.Type).Contains(part))
            || (error.Message is { } message && s_message.IsMatch(message) && !s_answerLimit.IsMatch(message));
    }

    private static string Normalize(string? code) => new([.. (code ?? "").Where(char.IsLetter).Select(char.ToLowerInvariant)]);
}
