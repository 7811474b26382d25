using System.Collections;
using System.Management.Automation.Language;
using Qubrid.Client;
using QubridPS.Completers;
using QubridPS.Connections;

namespace QubridPS;

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
        var word = new CompletionWord(wordToComplete);
        return GetCandidates(fakeBoundParameters)
            .Where(model => TerminalSanitizer.SanitizeLine(model.Id) == model.Id && word.Matches(model.Id))
            .Select(model => new CompletionResult(word.Quote(model.Id), model.Id, CompletionResultType.ParameterValue, Describe(model)))
            .ToArray();
    }

    private static IReadOnlyList<QubridModel> GetCandidates(IDictionary? bound)
    {
        try
        {
            var connection = ModuleState.Current.Connections.Find(GetBoundParameter(bound, "Connection") as QubridConnection);
            if (connection is null || TargetsOtherEndpoint(connection, GetBoundParameter(bound, nameof(QubridConnection.BaseUri))))
            {
                return CreateSingle(EnvironmentSettings.Model ?? QubridConnection.BuiltInModel);
            }

            ModelCacheRefresher.StartIfStale(connection);
            return connection.ModelCache.LastKnown ?? CreateSingle(connection.Model);
        }
        catch (Exception error) when (error is QubridInputException or ArgumentNullException)
        {
            // The environment's address cannot be used, or there is no runspace: no moment to tell it.
            return CreateSingle(QubridConnection.BuiltInModel);
        }
    }

    // Connect-Qubrid -BaseUri of another service: its models are not known yet.
    private static bool TargetsOtherEndpoint(QubridConnection connection, object? address) =>
        address?.ToString() is { } uri && uri.TrimEnd('/') != connection.BaseUri.OriginalString.TrimEnd('/');

    private static object? GetBoundParameter(IDictionary? bound, string name) =>
        bound?[name] is PSObject wrapped ? wrapped.BaseObject : bound?[name];

    private static QubridModel[] CreateSingle(string id) => [new() { Id = id }];

    private static string Describe(QubridModel model) =>
        TerminalSanitizer.Sanitize(model.OwnedBy is { Length: > 0 } owner ? $"{model.Id}, owned by {owner}" : model.Id);
}
