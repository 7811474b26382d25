using System.Collections;

namespace QubridPS.Host;

/// <summary>The words behind the script's name as its parameters: -Name value, -Switch, and values by position.</summary>
internal sealed class ScriptParameters
{
    internal Hashtable Named { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal List<object> Positional { get; } = [];

    internal static ScriptParameters Parse(IReadOnlyList<string> words)
    {
        var parameters = new ScriptParameters();
        for (var place = 0; place < words.Count; place++)
        {
            if (!IsName(words[place]))
            {
                parameters.Positional.Add(words[place]);
                continue;
            }

            var name = words[place].TrimStart('-');
            var hasValue = place + 1 < words.Count && !IsName(words[place + 1]);
            parameters.Named[name] = hasValue ? words[++place] : SwitchParameter.Present;
        }

        return parameters;
    }

    private static bool IsName(string word) => word.Length > 1 && word[0] == '-' && char.IsLetter(word[1]);
}
