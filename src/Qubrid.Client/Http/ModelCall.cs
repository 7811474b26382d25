using Qubrid.Client.Wire;

namespace Qubrid.Client.Http;

/// <summary>Asks for the list of models.</summary>
internal static class ModelCall
{
    internal static async Task<IReadOnlyList<QubridModel>> RunAsync(Transport transport, CallOptions options, CancellationToken stop)
    {
        using var clock = new CallClock(options.TotalTimeout, stop);
        var attempts = 0;
        try
        {
            IReadOnlyList<QubridModel> models = [];
            await RetryPolicy.RunAsync(
                async () =>
                {
                    attempts++;
                    options.WriteLog($"GET {transport.Root}models, attempt {attempts}.");
                    models = await SendAsync(transport, options, clock).ConfigureAwait(false);
                },
                options,
                clock,
                (failure, delay) => options.WriteLog($"Retry in {delay.TotalSeconds:0.000} s: {failure.Message}")).ConfigureAwait(false);
            return models;
        }
        catch (QubridApiException failure)
        {
            failure.Attempts = attempts;
            throw;
        }
        catch (OperationCanceledException cause) when (clock.IsTotalOver)
        {
            var failure = Failure.TotalTimeout(cause);
            failure.Attempts = attempts;
            throw failure;
        }
    }

    private static async Task<IReadOnlyList<QubridModel>> SendAsync(Transport transport, CallOptions options, CallClock clock)
    {
        using var reply = await Reply.SendAsync(transport, HttpMethod.Get, "models", null, options.IdleTimeout, clock).ConfigureAwait(false);
        try
        {
            var body = await Body.ReadAllAsync(reply.Body).ConfigureAwait(false);
            return Read(body.ToArray(), reply.Response, transport.Key);
        }
        catch (Exception cause) when (reply.Explain(cause, clock) is { } failure && failure != cause)
        {
            throw failure;
        }
        catch (Exception cause) when (cause is not QubridApiException)
        {
            throw new OperationCanceledException(cause.Message, cause, clock.Token);
        }
    }

    private static IReadOnlyList<QubridModel> Read(byte[] body, HttpResponseMessage response, ApiKey key)
    {
        var error = WireError.ParseResponse(body, out var isNotice);
        var models = error is null || isNotice ? ModelListReader.Read(ErrorBody.ReadJson(BodyText.WithoutMark(body)), key.ToStriker()) : null;
        return models ?? throw (error is null ? Describe(body, response, key) : Failure.FromWireError(error, response, key));
    }

    private static QubridApiException Describe(byte[] body, HttpResponseMessage response, ApiKey key)
    {
        var words = WireError.Parse(body).Without(key).Message;
        return Failure.Invalid($"The response is not a list of models{(words is null ? ": it is empty." : $": {words}")}", response);
    }
}
