using Qubrid.Client;

namespace QubridPS.Execution;

/// <summary>
/// Finds failures of the same cause that follow each other in the order of the input. The order in which requests end does not matter:
/// failures are often faster than the requests between them that succeed.
/// </summary>
internal sealed class FailureRows
{
    private readonly Dictionary<int, (bool IsConnectionFailure, int? Position)> _failures = [];

    /// <summary>
    /// Adds a failure, and returns the length and the position of the first item of its row. The length is 0 for a failure that says nothing
    /// about other requests.
    /// </summary>
    internal (int Length, int? FirstPosition) Add(QubridApiException failure, int number, int? position)
    {
        if (!failure.IsConnectionFailure && failure.Kind != QubridErrorKind.Unauthorized)
        {
            return (0, null);
        }

        _failures[number] = (failure.IsConnectionFailure, position);
        var first = number;
        while (IsFailure(first - 1, failure.IsConnectionFailure))
        {
            first--;
        }

        var last = number;
        while (IsFailure(last + 1, failure.IsConnectionFailure))
        {
            last++;
        }

        return (last - first + 1, _failures[first].Position);
    }

    private bool IsFailure(int number, bool isConnectionFailure) => _failures.TryGetValue(number, out var failure) && failure.IsConnectionFailure == isConnectionFailure;
}
