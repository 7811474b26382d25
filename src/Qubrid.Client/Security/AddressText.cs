namespace Qubrid.Client.Security;

/// <summary>Writes addresses into messages without what may be a secret: the user name and password, the query and the fragment.</summary>
internal static class AddressText
{
    private const string Placeholder = "removed";

    /// <summary>Returns the text of an address, whether it is valid or not, with a placeholder for the user information and the query.</summary>
    internal static string RemoveSecrets(string address)
    {
        var query = address.IndexOfAny(['?', '#']);
        var text = query < 0 ? address : address.Substring(0, query) + address[query] + Placeholder;

        // What is before the last @ may be a password, also where the text is not a valid address.
        var end = address.LastIndexOf('@');
        if (end < 0 || (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0))
        {
            return text; // an @ in the path
        }

        var start = address.IndexOf("//", StringComparison.Ordinal) is >= 0 and var slashes && slashes < end ? slashes + 2 : 0;
        return address.Substring(0, start) + Placeholder + (end < (query < 0 ? address.Length : query) ? text.Substring(end) : "");
    }
}
