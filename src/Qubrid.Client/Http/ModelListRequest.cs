using Qubrid.Client.Security;
using Qubrid.Client.Serialization;

namespace Qubrid.Client.Http;

/// <summary>Requests the list of models, with retries.</summary>
internal static class ModelListRequest
{
    internal static async Task<IReadOnlyList<QubridModel>> ExecuteAsync(HttpTransport transport, CallOptions options, CancellationToken cancellationToken)
    {
        using var runner = new CallRunner(options, cancellationToken);
        IReadOnlyList<QubridModel> models = [];
        await runner.ExecuteAsync(async () =>
        {
            runner.Timings.StartAttempt();
            options.WriteLog($"GET {transport.BaseAddress}models, attempt {runner.Timings.Attempts}.");
            if (transport.RateLimit is { } rateLimit)
            {
                await rateLimit.AcquireAsync(request: null, options, runner.Deadline.Token).ConfigureAwait(false);
            }

            models = await SendAsync(transport, options, runner.Deadline).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return models;
    }

    private static async Task<IReadOnlyList<QubridModel>> SendAsync(HttpTransport transport, CallOptions options, CallDeadline deadline)
    {
        using var response = await ApiResponse.SendAsync(transport, HttpMethod.Get, "models", null, options.IdleTimeout, deadline).ConfigureAwait(false);
        try
        {
            var body = await ResponseContent.ReadAllAsync(response.Body).ConfigureAwait(false);
            return Read(body.ToArray(), response.Response, transport.Key);
        }
        catch (Exception cause) when (response.TranslateException(cause, deadline) is { } failure && failure != cause)
        {
            throw failure;
        }
        catch (Exception cause) when (cause is not QubridApiException)
        {
            throw response.ToCanceled(cause, deadline);
        }
    }

    private static IReadOnlyList<QubridModel> Read(byte[] body, HttpResponseMessage response, ApiKey key)
    {
        var error = ApiError.ParseResponse(body, out var isNotice);
        var models = error is null || isNotice ? ModelListReader.Read(ErrorBody.ReadJson(ContentSniffer.TrimByteOrderMark(body)), key.CreateRedactor()) : null;
        return models ?? throw (error is null ? CreateUnexpectedBodyException(body, response, key) : ApiExceptionFactory.FromApiError(error, response, key));
    }

    private static QubridApiException CreateUnexpectedBodyException(byte[] body, HttpResponseMessage response, ApiKey key)
    {
        var message = ApiError.Parse(body).ToSanitized(key).Message;
        return ApiExceptionFactory.InvalidResponse($"The response is not a list of models{(message is null ? ": it is empty." : $": {message}")}", response);
    }
}
