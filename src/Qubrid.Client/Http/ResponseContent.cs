namespace Qubrid.Client.Http;

/// <summary>Opens the body of a response as UTF-8 text, with the idle timeout.</summary>
internal static class ResponseContent
{
    // The rest of a longer error body is not read.
    private const int MaxErrorBytes = 64 * 1024;

    /// <summary>Returns the body, decompressed and converted to UTF-8.</summary>
    internal static async Task<Stream> OpenReadAsync(HttpResponseMessage response, IdleTimer idle, ResponseLimits limits)
    {
#if NET
        var raw = await response.Content.ReadAsStreamAsync(idle.Token).ConfigureAwait(false);
#else
        var raw = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        var content = response.Content.Headers;
        var body = new IdleTimeoutStream(raw, idle);
        return content.ContentEncoding.Count > limits.MaxEncodings
            ? throw new InvalidDataException($"it has {content.ContentEncoding.Count} content encodings, more than {limits.MaxEncodings}.")
            : new DecodedStream(body, [.. content.ContentEncoding.Reverse()], content.ContentType?.CharSet, stream => new LimitedStream(stream, limits.MaxBytes, "it", idle.Token));
    }

    /// <summary>Reads an error body into a stream, which contains what was received before a failure.</summary>
    internal static async Task ReadErrorAsync(Stream body, MemoryStream destination)
    {
        var buffer = new byte[8192];
        int read;
        while (destination.Length < MaxErrorBytes
            && (read = await body.ReadAsync(buffer, 0, buffer.Length, CancellationToken.None).ConfigureAwait(false)) > 0)
        {
            destination.Write(buffer, 0, read);
        }
    }

    /// <summary>Reads the whole body.</summary>
    internal static async Task<MemoryStream> ReadAllAsync(Stream body)
    {
        var buffer = new MemoryStream();
        await body.CopyToAsync(buffer).ConfigureAwait(false);
        buffer.Position = 0;
        return buffer;
    }
}
