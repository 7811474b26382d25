using System.Text;

namespace Qubrid.Client.Security;

/// <summary>Creates the patterns of a secret: the secret itself, and its Base64 form at each of the three positions that it can have in longer data.</summary>
internal static class SecretPatterns
{
    internal static IEnumerable<SecretPattern> Create(string secret)
    {
        yield return new SecretPattern(secret, ignoreCase: true);
        foreach (var encoding in new Encoding[] { Encoding.UTF8, Encoding.Unicode })
        {
            var bytes = encoding.GetBytes(secret);
            for (var offset = 0; offset < 3; offset++)
            {
                // Only the characters whose six bits all come from the secret; the data around it determines the others.
                var text = Convert.ToBase64String([.. new byte[offset], .. bytes]);
                var first = ((8 * offset) + 5) / 6;
                var count = (8 * (offset + bytes.Length) / 6) - first;
                var inner = text.Substring(first, count);
                yield return new SecretPattern(inner, ignoreCase: false);
                var urlSafe = inner.Replace('+', '-').Replace('/', '_');
                if (urlSafe != inner)
                {
                    yield return new SecretPattern(urlSafe, ignoreCase: false);
                }
            }
        }
    }
}
