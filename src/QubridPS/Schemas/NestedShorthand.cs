using System.Text.RegularExpressions;

namespace QubridPS.Schemas;

/// <summary>Recognizes attempts to write the fields of a nested object in the text form, such as 'incidents object[]: time, host'.</summary>
internal static class NestedShorthand
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant;

    // The type, or nothing, and fields in brackets: incidents object[](time, host); incidents: [{ time, host }].
    private static readonly Regex s_inBrackets = new(
        @"^\s*:?\s*(?:object|array|list)?\s*(?:of\s+)?(?<list>\[\s*\])?\s*:?\s*@?(?<open>\[(?!\s*\])|\((?![^)]*\|)|\{)[\s\[({@]*(?<fields>[^|\])}]*)[\s\])}]*(?<rest>.*)$", Options);

    // A type and, after the colon, fields: incidents object[]: time, host.
    private static readonly Regex s_afterColon = new(@"^\s*(?:object(?<list>\[\])?|(?<list>array|list)|(?<list>\[\]))\??\s*:(?<fields>.*)$", Options);

    private static readonly Regex s_fieldInText = new(
        @"(?:^|[,;\n])\s*(?<name>[\w.-]+)\??\s*(?=(?<spec>(?:(?<=\s)(?:object|array|list)\b|\[|:\s*[\[{]|[({]).*)$)", Options);

    private static readonly char[] s_separators = [',', ';', '\n'];

    /// <summary>Throws if a field of the text form has nested fields. The text is the whole text, because a comma ends the field.</summary>
    internal static void CheckText(string text, bool hasCommas)
    {
        foreach (Match field in s_fieldInText.Matches(text))
        {
            var spec = field.Groups["spec"].Value;
            Check(field.Groups["name"].Value, hasCommas ? spec : spec.Split(';', '\n')[0], anyComma: hasCommas);
        }
    }

    /// <summary>Throws if the specification of a field contains nested fields.</summary>
    internal static void CheckSpec(string name, string spec) => Check(name, spec, anyComma: false);

    private static void Check(string name, string spec, bool anyComma)
    {
        var found = s_inBrackets.Match(spec);
        if (!found.Success || (!anyComma && (found.Groups["rest"].Length > 0 || found.Groups["open"].Value == "(")))
        {
            found = s_afterColon.Match(spec);
            if (!found.Success || !AreFields(found.Groups["fields"].Value, anyComma))
            {
                return;
            }
        }

        var isList = found.Groups["list"].Success || found.Groups["open"].Value == "[";
        var fields = string.Join("; ", Split(found.Groups["fields"].Value).Select(ToEntry).DefaultIfEmpty("name = 'string'"));
        throw new FormatException(
            $"'{name}{(spec[0] is '[' or ':' ? "" : " ")}{spec.Trim()}' is ambiguous, because the text after a colon is a description and a comma starts another field. For {(isList ? "a list of objects" : "an object")} with fields, use a hashtable: @{{ {name} = {(isList ? $"@(@{{ {fields} }})" : $"@{{ {fields} }}")} }}.");
    }

    // A description is a phrase; fields are single words, or words with a type.
    private static bool AreFields(string text, bool anyComma)
    {
        var parts = Split(text);
        return parts.Length > 1
            ? (anyComma && text.Contains(',')) || Array.TrueForAll(parts, part => GetWords(part).Length <= 2)
            : parts.Length == 1 && GetWords(parts[0]) is [var _, var type] && ShorthandRules.IsTypeLike(type);
    }

    private static string[] Split(string text) => [.. text.Split(s_separators).Select(part => part.Trim()).Where(part => part.Length > 0)];

    private static string[] GetWords(string text) => text.Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries);

    private static string ToEntry(string part)
    {
        var words = GetWords(Regex.Replace(part, @"^and\s|[\[\](){}<>""']", ""));
        return words.Length == 0 ? "name = 'string'" : $"{words[0].TrimEnd('?')} = '{(words.Length > 1 && ShorthandRules.IsTypeLike(words[1]) ? words[1] : "string")}'";
    }
}
