using Qubrid.Client;

namespace QubridPS;

/// <summary>
/// Replaces the user name, password, query and fragment of an address with placeholders before it is bound, because the bound value is part of
/// error records. The cmdlet rejects such an address.
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

        // The error of the conversion by PowerShell would contain the value.
        var safeText = QubridClientOptions.RemoveSecrets(text);
        return Uri.TryCreate(safeText, UriKind.RelativeOrAbsolute, out var address)
            ? address
            : throw new ArgumentTransformationMetadataException($"'{safeText}' is not a valid address.");
    }
}
