using System.Globalization;
using System.Text;

namespace Qubrid.Client.Tests.DataRedaction;

/// <summary>Creates long texts for measurements.</summary>
internal static class LogText
{
    /// <summary>Returns lines of a log with some addresses and few secrets.</summary>
    internal static string Create(int length)
    {
        var text = new StringBuilder(length + 200);
        for (var i = 0; text.Length < length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"2025-11-25T10:{i / 60 % 60:00}:{i % 60:00}.{i % 1000:000}Z host-{i % 7} app[{1000 + (i % 90)}]: request {i * 7919 % 100003} took {i % 311} ms, status=200 bytes={i * 31 % 70001} path=/api/v1/items/{i % 997}");
            text.Append((i % 20) switch
            {
                3 => $" client=10.{i / 7 % 200}.{i % 250}.{i % 199}\n",
                7 => $" user=user{i % 50}@contoso.com\n",
                11 when i % 400 == 11 => $" password=hunter{i % 9}x\n",
                _ => " cache=miss key=items:recent token count 12\n",
            });
        }

        return text.ToString(0, length);
    }
}
