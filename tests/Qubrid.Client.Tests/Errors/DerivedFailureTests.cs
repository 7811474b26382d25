using System.Net;
using System.Reflection;

namespace Qubrid.Client.Tests.Errors;

/// <summary>Tests that the exception of divided data has every property of the failure of its part.</summary>
public class DerivedFailureTests
{
    // Properties that describe the command and not the failure.
    private static readonly string[] s_other = [nameof(QubridApiException.PartialCompletion), nameof(QubridApiException.ItemsNotSent), nameof(QubridApiException.TokensSpent)];

    public static TheoryData<string> Properties => [.. GetProperties().Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Properties))]
    public void Failure_of_a_part_keeps_each_property(string name)
    {
        var property = GetProperties().Single(property => property.Name == name);
        var failure = new QubridApiException(QubridErrorKind.InvalidRequest, "It failed.");
        var value = CreateValue(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
        property.SetValue(failure, value);
        Assert.Equal(value, property.GetValue(QubridApiException.FromPart(failure, "Part 2 failed.", new ChatCompletion())));
    }

    private static IEnumerable<PropertyInfo> GetProperties() => typeof(QubridApiException)
        .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Where(property => property.CanWrite && !s_other.Contains(property.Name));

    private static object CreateValue(Type type) =>
        type == typeof(string) ? "value"
        : type == typeof(bool) ? true
        : type == typeof(int) ? 3
        : type == typeof(TimeSpan) ? TimeSpan.FromSeconds(7)
        : type == typeof(HttpStatusCode) ? HttpStatusCode.Conflict
        : throw new NotSupportedException($"Add a value of the type {type}.");
}
