namespace Qubrid.Client.Tests.Gateways;

internal static partial class GatewayResponses
{
    private static GatewayResponse[] Errors() =>
    [
        new("error with status 400 in an event", "data: {\"error\":{\"message\":\"Bad model\",\"code\":\"model_error\"}}\n\n")
        {
            Status = System.Net.HttpStatusCode.BadRequest,
            Text = null,
            Error = QubridErrorKind.InvalidRequest,
            Words = ["Bad model"],
        },
    ];
}
