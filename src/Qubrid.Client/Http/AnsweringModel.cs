namespace Qubrid.Client.Http;

/// <summary>Holds the model that answered last in a conversation, so that its next request is sent to the same model.</summary>
internal sealed class AnsweringModel
{
    private volatile string? _name;

    internal string? Name
    {
        get => _name;
        set => _name = value;
    }
}
