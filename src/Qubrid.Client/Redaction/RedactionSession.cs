using Qubrid.Client.Recognition;
using Qubrid.Client.Redaction;

namespace Qubrid.Client;

/// <summary>
/// Replaces the values of one request or conversation by placeholders, and restores them in the completion. Values are numbered by their
/// first
/// appearance, so a continued conversation has the same placeholders also in another session. Not thread-safe.
/// </summary>
public sealed class RedactionSession
{
    private readonly Redactor _redactor;
    private readonly PlaceholderMap _placeholders;
    private readonly KnownValueMatcher _knownValues = new();
    private readonly bool _hasSecrets;

    // The values that were found in the texts of the current request.
    private readonly Dictionary<string, IReadOnlyList<FoundValue>> _found = new(StringComparer.Ordinal);

    internal RedactionSession(Redactor redactor)
    {
        (_redactor, _placeholders) = (redactor, new PlaceholderMap(redactor));
        _hasSecrets = redactor.Rules.Any(rule => rule.Name == RedactionCategories.Secret && rule.Pattern is null);
    }

    /// <summary>
    /// Gets the number of distinct values that were replaced, by category or name of the pattern. Values are not included.
    /// </summary>
    public IReadOnlyDictionary<string, int> Redactions => _placeholders.Counts;

    /// <summary>Returns the text with placeholders, or the same text if it contains no value.</summary>
    /// <exception cref="ArgumentException">A pattern takes too long. Do not send the text.</exception>
    public string Redact(string text)
    {
        Reserve(text);
        Collect(text);
        var redacted = Replace(text);
        _found.Clear();
        return redacted;
    }

    /// <summary>
    /// Returns a request whose messages, tools, schema and additional fields have placeholders. Data URIs of images and the names of
    /// functions are
    /// unchanged, since the service needs them.
    /// </summary>
    /// <exception cref="ArgumentException">A pattern takes too long. Do not send the request.</exception>
    public ChatRequest Redact(ChatRequest request)
    {
        if (_redactor.IsEmpty)
        {
            return request;
        }

        var collector = new RequestRewriter(Collect, CollectSecret);
        var reserver = new RequestRewriter(Reserve, Reserve);
        ReserveRestored(request);

        // Messages up to an answer were a request of their own. They are numbered first, so that later ones do not change their
        // placeholders.
        foreach (var (messages, isFirst) in SplitRequests(request.Messages))
        {
            messages.ForEach(message => reserver.Rewrite(message));
            messages.ForEach(message => collector.Rewrite(message));
            if (isFirst)
            {
                reserver.RewriteSettings(request);
                collector.RewriteSettings(request);
            }
        }

        var replacer = new RequestRewriter(Replace, ReplaceSecret);
        var redacted = replacer.RewriteSettings(request).WithMessages([.. request.Messages.Select(replacer.Rewrite)]);
        _found.Clear();
        return redacted;
    }

    /// <summary>Returns the text with the values of the placeholders, except those that are not restored.</summary>
    /// <param name="text">The text of the model.</param>
    /// <param name="isJson">Whether the text is JSON, in which values are escaped.</param>
    public string Restore(string text, bool isJson = false)
    {
        var restorer = CreateRestorer(isJson);
        return restorer.Add(text) + restorer.Flush();
    }

    /// <summary>Creates a restorer of one streamed text.</summary>
    /// <param name="isJson">Whether the text is JSON, in which values are escaped.</param>
    public PlaceholderRestorer CreateRestorer(bool isJson = false) => new(_placeholders, isJson);

    // A placeholder that the user has written must not become a value in the answer. Answers contain placeholders only of values that are
    // not restored.
    private void ReserveRestored(ChatRequest request)
    {
        string Visit(string text)
        {
            foreach (var (_, placeholder) in Placeholder.FindAll(text).Where(found => _redactor.HasRestoredPlaceholder(found.Text) && !_placeholders.IsAssigned(found.Text)))
            {
                _placeholders.Reserve(placeholder);
            }

            return text;
        }

        var visitor = new RequestRewriter(Visit, Visit);
        visitor.RewriteSettings(request);
        foreach (var message in request.Messages.Where(message => message.Role != ChatRoles.Assistant))
        {
            visitor.Rewrite(message);
        }
    }

    private static IEnumerable<(List<ChatMessage> Messages, bool IsFirst)> SplitRequests(IReadOnlyList<ChatMessage> messages)
    {
        var (part, isFirst) = (new List<ChatMessage>(), true);
        foreach (var message in messages)
        {
            if (message.Role == ChatRoles.Assistant)
            {
                yield return (part, isFirst);
                (part, isFirst) = ([], false);
            }

            part.Add(message);
        }

        yield return (part, isFirst);
    }

    private string Reserve(string text)
    {
        foreach (var (_, placeholder) in Placeholder.FindAll(text).Where(found => !_placeholders.IsAssigned(found.Text)))
        {
            _placeholders.Reserve(placeholder);
        }

        return text;
    }

    private string Collect(string text)
    {
        if (!_found.ContainsKey(text))
        {
            var values = _redactor.Scanner.Find(text, Placeholder.FindAll(text));
            _found[text] = values;
            foreach (var found in values)
            {
                AddValue(found.Name, text.Substring(found.Start, found.Length), found.IsContextual);
            }
        }

        return text;
    }

    private string CollectSecret(string value)
    {
        if (IsSecret(value))
        {
            AddValue(RedactionCategories.Secret, value, isContextual: true);
            return value;
        }

        return Collect(value);
    }

    private void AddValue(string name, string value, bool isContextual)
    {
        var placeholder = _placeholders.GetOrAdd(name, value);
        if (isContextual)
        {
            _knownValues.Add(value, placeholder);
        }
    }

    private string ReplaceSecret(string value) => IsSecret(value) ? _placeholders.GetOrAdd(RedactionCategories.Secret, value) : Replace(value);

    private bool IsSecret(string value) => _hasSecrets && SecretNames.IsSecret(value) && !Placeholder.FindAll(value).Any();

    private string Replace(string text) => ValueReplacer.Replace(text, _found[text], _placeholders, _knownValues);
}
