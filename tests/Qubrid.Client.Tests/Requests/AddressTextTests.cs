namespace Qubrid.Client.Tests.Requests;

/// <summary>Tests that passwords in addresses are removed from messages.</summary>
public class AddressTextTests
{
    [Theory]
    [InlineData("https://example.com/v1", "https://example.com/v1")]
    [InlineData("https://example.com/team@corp/v1", "https://example.com/team@corp/v1")]
    [InlineData("nonsense", "nonsense")]
    [InlineData("", "")]
    [InlineData("https://user:hunter2@example.com/v1", "https://removed@example.com/v1")]
    [InlineData("https://hunter2@example.com", "https://removed@example.com")]
    [InlineData("https://user:hunt@er2@example.com", "https://removed@example.com")]
    [InlineData("https://user:hunter2@example.com:99999", "https://removed@example.com:99999")]
    [InlineData("https://user:hunter2@[bad", "https://removed@[bad")]
    [InlineData("user:hunter2@proxy:8080", "removed@proxy:8080")]
    [InlineData("//user:hunter2@proxy", "//removed@proxy")]
    [InlineData("ftp://user:hunter2@host", "ftp://removed@host")]
    [InlineData("https:\\\\user:hunter2@host", "removed@host")]
    [InlineData("https://host/?a=hunter2", "https://host/?removed")]
    [InlineData("https://host/#hunter2", "https://host/#removed")]
    [InlineData("https://host/?mail=user@hunter2", "https://host/?removed")]
    [InlineData("https://user:hunter2?x@host/y", "https://removed")]
    public void Secrets_are_removed_from_an_address(string address, string expected)
    {
        Assert.Equal(expected, QubridClientOptions.RemoveSecrets(address));
    }

    [Theory]
    [InlineData("http://proxy:8080", true)]
    [InlineData("socks5://proxy:1080", true)]
    [InlineData("http://user:hunter2@proxy:8080", false)]
    [InlineData("http://hunter2@proxy:8080", false)]
    [InlineData("user:hunter2@proxy:8080", false)]
    [InlineData("http://proxy:8080/?a=hunter2", false)]
    [InlineData("proxy:8080", false)]
    [InlineData("proxy", false)]
    public void Proxy_with_a_password_is_invalid(string address, bool isValid)
    {
        var error = QubridClientOptions.ValidateProxy(new Uri(address, UriKind.RelativeOrAbsolute));
        Assert.Equal(isValid, error is null);
        Assert.DoesNotContain("hunter2", error ?? "", StringComparison.Ordinal);
    }
}
