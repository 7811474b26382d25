using Qubrid.Client.Security;
using Qubrid.Client.Serialization;

namespace Qubrid.Client.Http;

/// <summary>Asks for the list of models.</summary>
internal static class ModelListRequest
{
    internal static async Task<IReadOnlyList<QubridModel>> ExecuteAsync(HttpTransport transport, CallOptions options, CancellationToken cancellationToken)
    {
        using var deadline = new CallDeadline(options.TotalTimeout, cancellationToken);
        var attempts = 0;
        try
        {
            IReadOnlyList<QubridModel> models = [];
            await RetryPolicy.ExecuteAsync(
                async () =>
                {
                    attempts++;
                    options.WriteLog($"GET {transport.BaseAddress}models, attempt {attempts}.");
                    models = await SendAsync(transport, options, deadline).ConfigureAwait(false);
                },
                options,
                deadline,
                (failure, delay) => options.WriteLog($"Retry in {delay.TotalSeconds:0.000} s: {failure.Message}")).ConfigureAwait(false);
            return models;
        }
        catch (QubridApiException failure)
        {
            failure.Attempts = attempts;
            throw;
        }
        catch (OperationCanceledException cause) when (deadline.IsExpired)
        {
            var failure = ApiExceptionFactory.TotalTimeout(ResponseCause.ToInner(cause, transport.Key));
            failure.Attempts = attempts;
            throw failure;
        }
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
        return models ?? throw (error is null ? Describe(body, response, key) : ApiExceptionFactory.FromApiError(error, response, key));
    }

    private static QubridApiException Describe(byte[] body, HttpResponseMessage response, ApiKey key)
    {
        var words = ApiError.Parse(body).ToSanitized(key).Message;
        return ApiExceptionFactory.InvalidResponse($"The response is not a list of models{(words is null ? ": it is empty." : $": {words}")}", response);
    }
}
