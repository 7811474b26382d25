using System.Collections;
using System.Management.Automation.Language;
using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Completers;
using QubridPS.Connections;

namespace QubridPS;

/// <summary>
/// Completes the names of models from the cached model list of the connection, without waiting for the network. If the list is missing or
/// out of date, it is refreshed in the background for later completions.
/// </summary>
public sealed class ModelCompleter : IArgumentCompleter
{
    private const string ConnectionParameter = "Connection";
    private const string BaseUriParameter = "BaseUri";

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
            var connection = ModuleState.Current.Connections.Find(GetBoundParameter(bound, ConnectionParameter) as QubridConnection);
            if (connection is null || TargetsOtherEndpoint(connection, GetBoundParameter(bound, BaseUriParameter)))
            {
                return CreateSingle(EnvironmentSettings.Model ?? QubridConnection.BuiltInModel);
            }

            ModelCacheRefresher.StartIfStale(connection);
            return connection.ModelCache.LastKnown ?? CreateSingle(connection.Model);
        }
        catch (Exception error) when (error is QubridInputException or ArgumentNullException)
        {
            // QUBRID_BASE_URL is not valid, or there is no runspace. Errors are not reported during completion.
            return CreateSingle(QubridConnection.BuiltInModel);
        }
    }

    // With Connect-Qubrid -BaseUri for another service, its models are not known yet.
    private static bool TargetsOtherEndpoint(QubridConnection connection, object? address) =>
        address?.ToString() is { } uri && uri.TrimEnd('/') != connection.BaseUri.OriginalString.TrimEnd('/');

    private static object? GetBoundParameter(IDictionary? bound, string name) =>
        PSObjectReader.Unwrap(bound?[name]);

    private static QubridModel[] CreateSingle(string id) => [new() { Id = id }];

    private static string Describe(QubridModel model) =>
        TerminalSanitizer.Sanitize(model.OwnedBy is { Length: > 0 } owner ? $"{model.Id}, owned by {owner}" : model.Id);
}
