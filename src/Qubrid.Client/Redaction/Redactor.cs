using System.Runtime.CompilerServices;
using Qubrid.Client.Recognition;
using Qubrid.Client.Redaction;

namespace Qubrid.Client;

/// <summary>
/// Defines which values of a request are replaced by placeholders before it is sent. Immutable and thread-safe; create a
/// <see cref="RedactionSession"/> for each request.
/// </summary>
public sealed class Redactor
{
    private readonly MachineNames _machine;
    private readonly Lazy<TextScanner> _scanner;
    private readonly Dictionary<string, bool> _isRestored;

    // A request is displayed, looked up in a checkpoint, and sent.
    private readonly ConditionalWeakTable<ChatRequest, RedactedRequest> _requests = new();

    /// <summary>Creates a redactor for this machine.</summary>
    /// <param name="rules">The categories and patterns.</param>
    public Redactor(IEnumerable<RedactionRule> rules)
        : this(rules, MachineNames.Current)
    {
    }

    /// <summary>Creates a redactor for a machine with other names.</summary>
    internal Redactor(IEnumerable<RedactionRule> rules, MachineNames machine)
        : this([.. rules.SelectMany(Expand)], machine, isRestored: null)
    {
    }

    private Redactor(RedactionRule[] rules, MachineNames machine, Dictionary<string, bool>? isRestored)
    {
        (Rules, _machine) = (rules, machine);
        _isRestored = isRestored ?? rules.GroupBy(rule => rule.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => GetExplicitRestore(group) ?? group.Key != RedactionCategories.Secret, StringComparer.Ordinal);
        _scanner = new Lazy<TextScanner>(() => new TextScanner(rules, machine));
    }

    /// <summary>Gets the categories and patterns. <see cref="RedactionCategories.All"/> is replaced by the categories.</summary>
    public IReadOnlyList<RedactionRule> Rules { get; }

    /// <summary>Gets whether nothing is replaced.</summary>
    public bool IsEmpty => Rules.Count == 0;

    internal TextScanner Scanner => _scanner.Value;

    /// <summary>Returns the redactor that texts specify, each a category or a regular expression.</summary>
    /// <exception cref="ArgumentException">A text is neither.</exception>
    public static Redactor Parse(params string[] texts) => new(texts.Select(RedactionRule.Parse));

    /// <summary>
    /// Returns a redactor with further rules. It replaces everything that this one replaces, and does not restore anything that this one
    /// does not
    /// restore.
    /// </summary>
    public Redactor Extend(Redactor other)
    {
        var isRestored = new Dictionary<string, bool>(_isRestored, StringComparer.Ordinal);
        foreach (var group in other.Rules.GroupBy(rule => rule.Name, StringComparer.Ordinal))
        {
            isRestored[group.Key] = isRestored.TryGetValue(group.Key, out var own) ? own && GetExplicitRestore(group) is not false : other.IsRestored(group.Key);
        }

        return new Redactor([.. Rules, .. other.Rules.Where(rule => !Rules.Any(own => (own.Name, own.Pattern) == (rule.Name, rule.Pattern)))], _machine, isRestored);
    }

    /// <summary>Returns whether the placeholders of a category or pattern in completions are replaced by the values.</summary>
    public bool IsRestored(string name) => _isRestored.TryGetValue(name, out var isRestored) && isRestored;

    /// <summary>Returns whether the placeholder has the name of a category or pattern that is restored.</summary>
    internal bool HasRestoredPlaceholder(string placeholder) =>
        _isRestored.Any(pair => pair.Value && placeholder.StartsWith($"[{pair.Key.ToUpperInvariant()}_", StringComparison.Ordinal));

    /// <summary>
    /// Returns where a text can be divided without dividing a value: the position, or the start of the value that it is in.
    /// </summary>
    /// <exception cref="QubridApiException">A pattern takes too long. Do not send the text.</exception>
    public int FindBoundary(string text, int position)
    {
        try
        {
            return Scanner.Find(text, []).Where(value => value.Start < position && position < value.End).Select(value => value.Start).DefaultIfEmpty(position).First();
        }
        catch (ArgumentException failure)
        {
            throw new QubridApiException(QubridErrorKind.RedactionFailed, failure.Message);
        }
    }

    /// <summary>Creates the state of one request or conversation.</summary>
    public RedactionSession CreateSession() => new(this);

    /// <summary>Returns the redacted request. The same request is redacted only once.</summary>
    /// <exception cref="QubridApiException">A pattern takes too long. Do not send the request.</exception>
    internal RedactedRequest Redact(ChatRequest request) => _requests.GetValue(request, original => new RedactedRequest(CreateSession(), original));

    private static IEnumerable<RedactionRule> Expand(RedactionRule rule) => rule.Name == RedactionCategories.All
        ? RedactionCategories.Names.Select(name => RedactionRule.FromCategory(name, rule.IsRestored))
        : [rule];

    // Null if no rule says so. A rule that forbids it takes precedence.
    private static bool? GetExplicitRestore(IEnumerable<RedactionRule> rules) =>
        rules.Where(rule => rule.IsRestored is not null).Select(rule => rule.IsRestored).DefaultIfEmpty(null).Min();
}
