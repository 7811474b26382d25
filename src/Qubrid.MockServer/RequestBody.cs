using System.Text;

namespace Qubrid.Mock;

/// <summary>Reads the body of a request as text.</summary>
internal static class RequestBody
{
    /// <summary>Returns the text, or null if it is larger than the limit.</summary>
    internal static async Task<string?> ReadAsync(Stream body, int maxBytes, CancellationToken cancellationToken)
    {
        using var read = new MemoryStream();
        var buffer = new byte[16 * 1024];
        var isTooLarge = false;
        int count;
        while ((count = await body.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            // The rest is read too, because a client that is still sending would not receive the response.
            isTooLarge |= read.Length + count > maxBytes;
            if (!isTooLarge)
            {
                read.Write(buffer, 0, count);
            }
        }

        if (isTooLarge)
        {
            return null;
        }

        return Encoding.UTF8.GetString(read.GetBuffer(), 0, (int)read.Length).TrimStart('\uFEFF');
    }
}
