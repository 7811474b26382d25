using System.Reflection;
using System.Text.RegularExpressions;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

public sealed partial class RecommendedActionTests : IDisposable
{
    private readonly Shell _shell = new();

    public static TheoryData<string> Cmdlets => ["Invoke-QubridChat", "Enter-QubridChat", "Get-QubridModel", "Test-QubridConnection", "New-QubridCompletion"];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Action_of_a_failed_call_names_only_parameters_of_the_cmdlet(string name)
    {
        var (cmdlet, parameters) = FindCmdlet(name);
        Assert.All(GetActions(cmdlet, "Get"), action => Assert.All(GetOwnParameters(action), parameter => Assert.Contains(parameter, parameters)));
    }

    [Fact]
    public void Action_for_the_screen_of_a_chat_does_not_refer_to_the_error_variable() =>
        Assert.DoesNotContain(GetActions(FindCmdlet("Enter-QubridChat").Type, "GetForScreen"), action => action.Contains("$_", StringComparison.Ordinal));

    [Fact]
    public void Action_of_an_invalid_request_names_WhatIf_where_the_cmdlet_has_it()
    {
        Assert.Contains(GetActions(FindCmdlet("Invoke-QubridChat").Type, "Get"), action => action.Contains("-WhatIf", StringComparison.Ordinal));
        Assert.DoesNotContain(GetActions(FindCmdlet("Enter-QubridChat").Type, "Get"), action => action.Contains("-WhatIf", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Get-QubridModel", "Connection")]
    [InlineData("Connect-Qubrid", "BaseUri")]
    [InlineData("Invoke-QubridChat", "InputObject")]
    public void Parameter_that_a_completer_reads_by_name_exists(string cmdlet, string parameter) =>
        Assert.Contains(parameter, FindCmdlet(cmdlet).Parameters);

    [Theory]
    [InlineData("stream = $false", "Invoke-QubridChat -NoStream")]
    [InlineData("messages = 1", "-Message")]
    [InlineData("top_p = 1", "-TopP")]
    [InlineData("response_format = 1", "-Schema")]
    [InlineData("tools = 1", "-Tool")]
    public void Reserved_field_of_AdditionalProperty_names_the_parameter_to_use(string field, string parameter)
    {
        using var mock = new MockShell();
        var error = mock.Run($"Invoke-QubridChat q -Schema 'a' -Tool Get-Command -AdditionalProperty @{{ {field} }}").Error;
        Assert.StartsWith("Qubrid.ReservedProperty,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.EndsWith(parameter, error.ErrorDetails.RecommendedAction.Replace(" is used.", "", StringComparison.Ordinal).TrimEnd('.'), StringComparison.Ordinal);
        Assert.Empty(mock.Prompts);
    }

    [Fact]
    public void Empty_message_does_not_recommend_another_cmdlet()
    {
        var error = _shell.Run("New-QubridMessage ' '").Error;
        Assert.StartsWith("Qubrid.EmptyPrompt,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain("Invoke-QubridChat", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    public void Dispose() => _shell.Dispose();

    private (Type Type, List<string> Parameters) FindCmdlet(string name)
    {
        var command = (CmdletInfo)_shell.Get($"Get-Command {name}").Single().BaseObject;
        return (command.ImplementingType, [.. command.Parameters.Keys]);
    }

    /// <summary>Returns the actions of all kinds of failures, with and without a delay, and with exhausted quota.</summary>
    private static List<string> GetActions(Type cmdlet, string method)
    {
        var client = AppDomain.CurrentDomain.GetAssemblies().First(assembly => assembly.GetName().Name == "Qubrid.Client");
        var exception = client.GetType("Qubrid.Client.QubridApiException")!;
        var get = cmdlet.Assembly.GetType("QubridPS.Errors.RecommendedActions")!.GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!;
        var actions = new List<string>();
        foreach (var kind in Enum.GetValues(client.GetType("Qubrid.Client.QubridErrorKind")!))
        {
            var failure = Activator.CreateInstance(exception, kind, "", null)!;
            actions.Add((string)get.Invoke(null, [failure, cmdlet])!);
            exception.GetProperty("RetryAfter")!.SetValue(failure, TimeSpan.FromSeconds(5));
            actions.Add((string)get.Invoke(null, [failure, cmdlet])!);
            exception.GetProperty("PartialCompletion")!.SetValue(failure, Activator.CreateInstance(client.GetType("Qubrid.Client.ChatCompletion")!));
            actions.Add((string)get.Invoke(null, [failure, cmdlet])!);
        }

        return actions;
    }

    // Parameters after the name of a cmdlet are those of that cmdlet.
    private static IEnumerable<string> GetOwnParameters(string action) =>
        Parameter().Matches(OtherCommand().Replace(action, "")).Select(match => match.Groups["name"].Value);

    [GeneratedRegex(@"(?<![\w-])-(?<name>[A-Z]\w+)")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"[A-Z]\w+-Qubrid\w*(?:,? -\w+(?: <\w+>| Auto)?)*")]
    private static partial Regex OtherCommand();
}
