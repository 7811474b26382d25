using System.Text.RegularExpressions;

namespace QubridPS.Schemas;

/// <summary>Rejects shorthand that would be read as something else than it looks like. The messages show the form to use.</summary>
internal static class ShorthandRules
{
    private const string NotInNames = "[](){}<>|@=\"'$";

    private static readonly HashSet<string> s_otherTypeNames = new(StringComparer.OrdinalIgnoreCase) { "array", "list", "enum" };

    /// <summary>Throws if a field name of the text form contains characters of another notation, or occurs twice.</summary>
    internal static void CheckNames(IReadOnlyCollection<string> names)
    {
        if (names.FirstOrDefault(name => name.Any(character => NotInNames.Contains(character))) is { } invalid)
        {
            throw new FormatException($"'{invalid}' is not a field name. Write the fields as 'name, age int, tags string[]'. For nested objects or other names, use a hashtable: @{{ host = 'string'; disks = @(@{{ name = 'string'; percent = 'int' }}) }}.");
        }

        if (names.GroupBy(name => name.TrimEnd('?'), StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } repeated)
        {
            throw new FormatException($"The field '{repeated.Key}' is specified more than once.");
        }
    }

    /// <summary>Throws if the name of a hashtable key is marked as a list.</summary>
    internal static void CheckKey(string name)
    {
        var marked = name.TrimEnd('?');
        if (marked.EndsWith("[]", StringComparison.Ordinal))
        {
            var plain = marked.Substring(0, marked.Length - 2);
            throw new FormatException($"The field name '{name}' ends in []. Mark the type as a list: {plain} = 'string[]', or {plain} = @(@{{ name = 'string' }}) for a list of objects.");
        }
    }

    /// <summary>Throws if a text that follows a comma seems to continue the description before it.</summary>
    internal static void CheckContinuation(string part, string previousPart, string spec)
    {
        if (previousPart.Contains(':') && !spec.Contains(':') && !spec.Contains('|') && spec.Contains(' '))
        {
            throw new FormatException($"'{part}' seems to belong to the description before it. If a description contains a comma, separate the fields by semicolons: 'name; bio: one sentence, ten words; age int'.");
        }
    }

    /// <summary>Throws if a specification without a type contains one in another place.</summary>
    internal static void CheckSpec(string name, string typeName, string description)
    {
        if (typeName.StartsWith("=", StringComparison.Ordinal))
        {
            throw new FormatException($"The type of the field '{name}' starts with '='. In a text, write '{name} int'; in a hashtable, @{{ {name} = 'int' }}.");
        }

        var words = typeName.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 1 && !typeName.Contains('|') && IsTypeLike(words[0]))
        {
            throw new FormatException($"'{typeName}' of the field '{name}' is neither a type nor a description. Separate them by a colon, for example '{ToKnownType(words[0])}: {string.Join(" ", words.Skip(words[1] == "of" ? 2 : 1))}', or 'string: {typeName}'.");
        }

        if (typeName.Length == 0 && (description.Contains('|') || IsTypeLike(description)))
        {
            throw new FormatException($"'{description}' of the field '{name}' follows a colon, so it would be a description. Write the type before the colon: '{name} {ToKnownType(description)}', or @{{ {name} = '{ToKnownType(description)}' }}.");
        }
    }

    /// <summary>Returns the choices of an enumeration.</summary>
    internal static string[] GetChoices(string name, string text)
    {
        string[] choices = [.. text.Trim('(', ')').Split('|').Select(choice => choice.Trim()).Where(choice => choice.Length > 0)];
        return choices.Length > 0 && !Array.Exists(choices, choice => Regex.IsMatch(choice, @"^(['""]).*\1$|[{}\[\]]"))
            ? choices
            : throw new FormatException($"'{text}' of the field '{name}' is not a list of choices. Write the choices without quotes and brackets: 'low|medium|high'.");
    }

    /// <summary>Returns whether a text is a type name of the shorthand, possibly of a list or optional, or the name of a type in another notation.</summary>
    internal static bool IsTypeLike(string text)
    {
        var name = text.TrimEnd('?', '[', ']');
        return s_otherTypeNames.Contains(name) || SimpleTypes.GetSchema(name) is not null;
    }

    private static string ToKnownType(string text)
    {
        var name = text.TrimEnd('?', '[', ']');
        return string.Equals(name, "enum", StringComparison.OrdinalIgnoreCase) ? "low|high" : s_otherTypeNames.Contains(name) ? "string[]" : text;
    }
}
