namespace Qubrid.Client.Http;

/// <summary>Opens the body of a response as UTF-8 text: timed, decompressed and converted, whatever its headers say.</summary>
internal static class ResponseContent
{
    // Enough for any error; a body of a hundred megabytes is not read to its end.
    private const int MaxErrorBytes = 64 * 1024;

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
            : new DecodedStream(body, [.. content.ContentEncoding.Reverse()], content.ContentType?.CharSet, stream => new LimitedStream(stream, limits.MaxBytes, idle.Token));
    }

    /// <summary>Reads into the stream, so that what came before a failure is kept.</summary>
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

    internal static async Task<MemoryStream> ReadAllAsync(Stream body)
    {
        var buffer = new MemoryStream();
        await body.CopyToAsync(buffer).ConfigureAwait(false);
        buffer.Position = 0;
        return buffer;
    }
}
