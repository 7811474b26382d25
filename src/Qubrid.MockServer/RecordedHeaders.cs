using System.Collections.Specialized;

namespace Qubrid.Mock;

/// <summary>Copies the headers of a request without credentials. Gateways use their own headers for them.</summary>
internal static class RecordedHeaders
{
    internal const string RemovedValue = "[removed]";

    private static readonly string[] s_secretWords = ["AUTH", "COOKIE", "CREDENTIAL", "KEY", "PASS", "SECRET", "SESSION", "SIGNATURE", "TOKEN"];

    internal static Dictionary<string, string> Create(NameValueCollection headers) => headers.AllKeys
        .Where(name => name is not null && !name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
        .ToDictionary(name => name!, name => IsSecret(name!) ? RemovedValue : headers[name] ?? "", StringComparer.OrdinalIgnoreCase);

    private static bool IsSecret(string name) => Array.Exists(s_secretWords, name.ToUpperInvariant().Contains);
}
