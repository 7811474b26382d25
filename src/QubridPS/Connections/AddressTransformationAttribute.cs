using Qubrid.Client;

namespace QubridPS;

/// <summary>
/// Removes the user name, password, query and fragment from an address before it is bound. The cmdlet refuses such an address, and what
/// was bound can be read from the error record.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AddressTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var text = (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            string value => value.Trim(),
            Uri uri => uri.OriginalString,
            _ => null,
        };
        if (text is null)
        {
            return inputData;
        }

        // The engine's own conversion repeats the value in its error.
        var safeText = QubridClientOptions.RemoveSecrets(text);
        return Uri.TryCreate(safeText, UriKind.RelativeOrAbsolute, out var address)
            ? address
            : throw new ArgumentTransformationMetadataException($"'{safeText}' is not a valid address.");
    }
}
