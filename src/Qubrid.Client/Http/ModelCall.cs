using System.Text.Json;
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
                    options.Log?.Invoke($"GET {transport.Root}models, attempt {attempts}.");
                    models = await SendAsync(transport, options, clock).ConfigureAwait(false);
                },
                options,
                clock,
                (failure, delay) => options.Log?.Invoke(FormattableString.Invariant($"Retry in {delay.TotalSeconds:0.000} s: {failure.Message}"))).ConfigureAwait(false);
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
        var key = transport.Key.ToStriker();
        try
        {
            var body = await Body.ReadAllAsync(reply.Body).ConfigureAwait(false);
            var list = JsonSerializer.Deserialize(body, QubridJsonContext.Default.WireModelList);
            return list?.Data is { } models
                ? [.. models.OfType<WireModel>().Where(model => !string.IsNullOrEmpty(model.Id)).Select(model => ToModel(model, key))]
                : throw Failure.Invalid("The answer holds no list of models ('data').", reply.Response);
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

    private static QubridModel ToModel(WireModel model, KeyStriker key) => new()
    {
        Id = key.StrikeOut(model.Id)!,
        Created = WireNumber.UnixTime(model.Created),
        OwnedBy = key.StrikeOut(model.OwnedBy),
        AdditionalProperties = model.AdditionalProperties is null
            ? WireFields.None
            : key.StrikeOut(model.AdditionalProperties.ToDictionary(field => field.Key, field => PlainValue.From(field.Value))),
    };
}
