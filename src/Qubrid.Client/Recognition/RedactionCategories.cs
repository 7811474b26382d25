namespace Qubrid.Client;

/// <summary>Defines the categories of values that a <see cref="Redactor"/> recognizes.</summary>
public static class RedactionCategories
{
    /// <summary>API keys and tokens of known services, private keys, JSON Web Tokens, and passwords by their context.</summary>
    public const string Secret = "Secret";

    /// <summary>E-mail addresses.</summary>
    public const string Email = "Email";

    /// <summary>IP addresses, version 4 and 6.</summary>
    public const string IPAddress = "IPAddress";

    /// <summary>Numbers of payment cards.</summary>
    public const string CreditCard = "CreditCard";

    /// <summary>International bank account numbers.</summary>
    public const string Iban = "Iban";

    /// <summary>Phone numbers in the international form, which starts with a plus sign.</summary>
    public const string Phone = "Phone";

    /// <summary>The account of this machine and the user names in profile paths.</summary>
    public const string UserName = "UserName";

    /// <summary>The name and the domain of this machine.</summary>
    public const string ComputerName = "ComputerName";

    /// <summary>All categories.</summary>
    public const string All = "All";

    /// <summary>Gets the names of the categories, without <see cref="All"/>. If values overlap, the earlier category applies.</summary>
    public static IReadOnlyList<string> Names { get; } = [Secret, Email, IPAddress, CreditCard, Iban, Phone, UserName, ComputerName];

    /// <summary>Returns the name in its defined spelling, or null if it is not a category. Case is ignored.</summary>
    public static string? TryNormalize(string name) =>
        Names.Append(All).FirstOrDefault(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase));
}
