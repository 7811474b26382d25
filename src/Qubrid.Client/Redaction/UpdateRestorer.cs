namespace Qubrid.Client.Redaction;

/// <summary>Restores the values of placeholders in updates, for each choice and each of its texts separately.</summary>
/// <param name="session">The session that redacted the request.</param>
/// <param name="isJson">Whether the text of the completion is JSON, in which values are escaped.</param>
internal sealed class UpdateRestorer(RedactionSession session, bool isJson)
{
    private readonly SortedDictionary<int, (PlaceholderRestorer Text, PlaceholderRestorer Reasoning)> _choices = [];
    private readonly Dictionary<int, string> _roles = [];

    /// <summary>Returns the update with restored text, or null if all of it is held back.</summary>
    internal ChatUpdate? Restore(ChatUpdate update)
    {
        if (!_choices.TryGetValue(update.Index, out var choice))
        {
            _choices[update.Index] = choice = (session.CreateRestorer(isJson), session.CreateRestorer());
        }

        if (update.Role is not null)
        {
            _roles[update.Index] = update.Role;
        }

        var (text, reasoning) = (Add(choice.Text, update.Text), Add(choice.Reasoning, update.Reasoning));
        return string.IsNullOrEmpty(text) && string.IsNullOrEmpty(reasoning) && !(string.IsNullOrEmpty(update.Text) && string.IsNullOrEmpty(update.Reasoning))
            ? null
            : Create(update.Index, text, reasoning, update.InputObject);
    }

    /// <summary>Returns updates with the text that was held back.</summary>
    internal IEnumerable<ChatUpdate> Flush()
    {
        foreach (var choice in _choices)
        {
            var (text, reasoning) = (choice.Value.Text.Flush(), choice.Value.Reasoning.Flush());
            if (text.Length + reasoning.Length > 0)
            {
                yield return Create(choice.Key, NullIfEmpty(text), NullIfEmpty(reasoning), inputObject: null);
            }
        }
    }

    private static string? Add(PlaceholderRestorer restorer, string? piece) => piece is null ? null : piece.Length == 0 ? piece : NullIfEmpty(restorer.Add(piece));

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    // The role is in the first update of a choice, which may have been held back.
    private ChatUpdate Create(int index, string? text, string? reasoning, object? inputObject)
    {
        _roles.TryGetValue(index, out var role);
        _roles.Remove(index);
        return new ChatUpdate { Text = text, Reasoning = reasoning, Role = role, Index = index, InputObject = inputObject };
    }
}
