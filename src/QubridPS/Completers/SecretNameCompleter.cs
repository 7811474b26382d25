using System.Collections;
using System.Management.Automation.Language;
using QubridPS.Completers;

namespace QubridPS;

/// <summary>Completes the names of secrets with Get-SecretInfo of the module SecretManagement, if it is available. Uses the vault that -Vault specifies.</summary>
public sealed class SecretNameCompleter : IArgumentCompleter
{
    private const string Script = """
        param($QubridArguments)
        if (Get-Command -Name Get-SecretInfo -ErrorAction Ignore) { Get-SecretInfo @QubridArguments -ErrorAction Ignore }
        """;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = new CompletionWord(wordToComplete);
        return Read(fakeBoundParameters?["Vault"]?.ToString())
            .Where(name => !name.Any(char.IsControl) && word.Matches(name))
            .OrderBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(name => new CompletionResult(word.Quote(name), name, CompletionResultType.ParameterValue, name))
            .ToArray();
    }

    private static List<string> Read(string? vault)
    {
        try
        {
            using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
            var arguments = new Hashtable();
            if (!string.IsNullOrEmpty(vault))
            {
                arguments["Vault"] = vault;
            }

            return [.. shell.AddScript(Script, useLocalScope: true).AddArgument(arguments).Invoke()
                .Select(secret => secret?.Properties["Name"]?.Value?.ToString() ?? "")
                .Where(name => name.Length > 0)];
        }
        catch (RuntimeException)
        {
            return []; // for example a locked vault; Connect-Qubrid reports the error
        }
    }
}
