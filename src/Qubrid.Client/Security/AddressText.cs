namespace Qubrid.Client.Security;

/// <summary>Removes from addresses the parts that can contain secrets: the user name and password, the query and the fragment.</summary>
internal static class AddressText
{
    private const string Placeholder = "removed";

    /// <summary>Returns an address, which need not be valid, with a placeholder for the user information, the query and the fragment.</summary>
    internal static string RemoveSecrets(string address)
    {
        var query = address.IndexOfAny(['?', '#']);
        var text = query < 0 ? address : address.Substring(0, query) + address[query] + Placeholder;

        // The text before the last @ can be a password, even if the address is not valid.
        var end = address.LastIndexOf('@');
        if (end < 0 || (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0))
        {
            return text; // the @ is part of the path
        }

        var start = address.IndexOf("//", StringComparison.Ordinal) is >= 0 and var slashes && slashes < end ? slashes + 2 : 0;
        return address.Substring(0, start) + Placeholder + (end < (query < 0 ? address.Length : query) ? text.Substring(end) : "");
    }
}
