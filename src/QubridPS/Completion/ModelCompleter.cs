using System.Collections;
using System.Management.Automation.Language;
using Qubrid.Client;
using QubridPS.Connections;
using QubridPS.Errors;
using QubridPS.Formatting;

namespace QubridPS.Completion;

/// <summary>
/// Completes the name of a model. A key stroke never waits for the network: what the connection was told last is offered, and where
/// that is nothing or old, it is asked for in the background, so that a later key stroke has it.
/// </summary>
public sealed class ModelCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = new TypedWord(wordToComplete);
        return Candidates(fakeBoundParameters)
            .Where(model => TerminalSanitizer.SanitizeLine(model.Id) == model.Id && word.IsMeant(model.Id))
            .Select(model => new CompletionResult(word.Quote(model.Id), model.Id, CompletionResultType.ParameterValue, Describe(model)))
            .ToArray();
    }

    private static IReadOnlyList<QubridModel> Candidates(IDictionary? bound)
    {
        try
        {
            var connection = Bound(bound, nameof(Commands.ConnectedCommand.Connection)) as QubridConnection ?? ModuleSession.Current.Find();
            if (connection is null || IsOfAnother(connection, Bound(bound, nameof(QubridConnection.BaseUri))))
            {
                return Only(ConnectionEnvironment.Model ?? QubridConnection.BuiltInModel);
            }

            ModelRefresh.Begin(connection);
            return connection.Models.Last ?? Only(connection.Model);
        }
        catch (Exception error) when (error is QubridInputException or ArgumentNullException)
        {
            // The environment's address cannot be used, or there is no runspace: no moment to tell it.
            return Only(QubridConnection.BuiltInModel);
        }
    }

    // Connect-Qubrid -BaseUri of another service: its models are not known yet.
    private static bool IsOfAnother(QubridConnection connection, object? address) =>
        address?.ToString() is { } given && given.TrimEnd('/') != connection.BaseUri.OriginalString.TrimEnd('/');

    private static object? Bound(IDictionary? bound, string name) =>
        bound?[name] is PSObject wrapped ? wrapped.BaseObject : bound?[name];

    private static QubridModel[] Only(string id) => [new() { Id = id }];

    private static string Describe(QubridModel model) =>
        TerminalSanitizer.Sanitize(model.OwnedBy is { Length: > 0 } owner ? $"{model.Id}, owned by {owner}" : model.Id);
}
