using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation.Host;
using System.Security;

namespace QubridPS.Host;

/// <summary>Questions to the person at the console. At the end of input the default, or nothing, is the answer.</summary>
internal static class ConsolePrompt
{
    internal static Dictionary<string, PSObject> AskFields(string caption, string message, Collection<FieldDescription> descriptions)
    {
        Introduce(caption, message);
        var answers = new Dictionary<string, PSObject>();
        foreach (var field in descriptions)
        {
            Console.Out.Write(field.Name + ": ");
            var isSecret = field.ParameterTypeFullName == typeof(SecureString).FullName;
            answers[field.Name] = isSecret ? new PSObject(ReadSecret()) : new PSObject(Console.ReadLine() ?? "");
        }

        return answers;
    }

    internal static int AskChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        Introduce(caption, message);
        while (true)
        {
            for (var place = 0; place < choices.Count; place++)
            {
                Console.Out.Write($"[{Key(choices[place])}] {choices[place].Label.Replace("&", "", StringComparison.Ordinal)}  ");
            }

            if (defaultChoice >= 0)
            {
                Console.Out.Write($"(default is \"{Key(choices[defaultChoice])}\"): ");
            }

            if (Console.ReadLine() is not { } answer)
            {
                return defaultChoice >= 0 ? defaultChoice : throw new EndOfStreamException("The question was not answered.");
            }

            var chosen = answer.Length == 0 ? defaultChoice : Find(choices, answer.Trim());
            if (chosen >= 0)
            {
                return chosen;
            }
        }
    }

    internal static PSCredential AskCredential(string caption, string message, string userName)
    {
        Introduce(caption, message);
        if (string.IsNullOrEmpty(userName))
        {
            Console.Out.Write("User: ");
            userName = Console.ReadLine() ?? "";
        }

        Console.Out.Write($"Password for {userName}: ");
        return new PSCredential(userName, ReadSecret());
    }

    internal static SecureString ReadSecret()
    {
        var secret = new SecureString();
        while (true)
        {
            var character = Console.IsInputRedirected ? (char)Math.Max(Console.Read(), 0) : Console.ReadKey(intercept: true).KeyChar;
            if (character is '\r' or '\n' or '\0')
            {
                Console.Out.WriteLine();
                return secret;
            }

            if (character is not ('\b' or (char)127))
            {
                secret.AppendChar(character);
            }
            else if (secret.Length > 0)
            {
                secret.RemoveAt(secret.Length - 1);
            }
        }
    }

    private static void Introduce(string caption, string message)
    {
        foreach (var line in new[] { caption, message }.Where(line => !string.IsNullOrEmpty(line)))
        {
            Console.Out.WriteLine(line);
        }
    }

    private static int Find(Collection<ChoiceDescription> choices, string answer) =>
        choices.ToList().FindIndex(choice =>
            string.Equals(Key(choice), answer, StringComparison.OrdinalIgnoreCase)
            || string.Equals(choice.Label.Replace("&", "", StringComparison.Ordinal), answer, StringComparison.OrdinalIgnoreCase));

    // "&Yes to All" is chosen by Y.
    private static string Key(ChoiceDescription choice)
    {
        var mark = choice.Label.IndexOf('&', StringComparison.Ordinal);
        var key = mark >= 0 && mark + 1 < choice.Label.Length ? choice.Label.Substring(mark + 1, 1) : choice.Label;
        return key.ToUpper(CultureInfo.InvariantCulture);
    }
}
