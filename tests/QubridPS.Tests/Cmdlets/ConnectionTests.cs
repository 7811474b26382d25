using System.Collections.Concurrent;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

[Collection(EnvironmentCollection.Name)]
public class ConnectionTests
{
    [Fact]
    public void Missing_key_error_recommends_an_action()
    {
        using var environment = new EnvironmentScope();
        using var shell = new Shell();
        var error = shell.Run("Invoke-QubridChat hi").Error;
        Assert.Equal("Qubrid.NoApiKey,QubridPS.InvokeQubridChatCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.AuthenticationError, error.CategoryInfo.Category);
        Assert.Contains("QUBRID_API_KEY", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Connect-Qubrid")]
    [InlineData("Connect-Qubrid -ApiKey ''")]
    [InlineData("Connect-Qubrid -ApiKey ' '")]
    public void Connecting_without_a_key_is_an_error(string script)
    {
        using var environment = new EnvironmentScope();
        using var shell = new Shell();
        Assert.StartsWith("Qubrid.NoApiKey,", shell.Run(script).Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(shell.Get("Get-QubridConnection"));
    }

    [Theory]
    [InlineData("`n")]
    [InlineData("`0")]
    public void Key_with_invalid_characters_is_rejected_and_not_shown(string character)
    {
        using var shell = new Shell();
        var error = shell.Run($"Connect-Qubrid -ApiKey \"canary{character}key\"").Error;
        Assert.StartsWith("Qubrid.InvalidApiKey,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://example.com/v1", "uses HTTP")]
    [InlineData("ftp://example.com/v1", "not an http or https address")]
    [InlineData("nonsense", "not an http or https address")]
    [InlineData("https://user:secret@example.com/v1", "user name")]
    [InlineData("https://example.com/v1?key=secret", "query")]
    public void Invalid_base_URI_is_rejected(string address, string message)
    {
        using var shell = new Shell();
        var error = shell.Run("param($a) Connect-Qubrid -ApiKey k -BaseUri $a", address).Error;
        Assert.StartsWith("Qubrid.InvalidBaseUri,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(message, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.DoesNotContain("secret", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:8080/v1")]
    [InlineData("http://127.0.0.1/v1")]
    [InlineData("http://[::1]:99/v1")]
    [InlineData("https://example.com/v1")]
    public void Https_and_loopback_are_accepted(string address)
    {
        using var shell = new Shell();
        var connection = Assert.Single(shell.Get("param($a) Connect-Qubrid -ApiKey k -BaseUri $a -PassThru", address));
        Assert.Equal(new Uri(address), connection.GetValue("BaseUri"));
    }

    [Fact]
    public void Settings_precedence_is_parameter_connection_environment_default()
    {
        using var shell = new Shell();
        const string model = "(Invoke-QubridChat hi -NoStream).Model";
        var address = shell.Get("($s = Start-QubridMockServer).BaseUri.AbsoluteUri").Single().ToString();
        using (new EnvironmentScope("env-key", address))
        {
            Assert.Equal("openai/gpt-oss-120b", shell.Get(model).Single().ToString());
        }

        using (new EnvironmentScope("env-key", address, "env/model"))
        {
            Assert.Equal("env/model", shell.Get(model).Single().ToString());
            shell.Get("Connect-Qubrid");
            Assert.Equal("env/model", shell.Get(model).Single().ToString());
            shell.Get("Connect-Qubrid -Model session/model");
            Assert.Equal("session/model", shell.Get(model).Single().ToString());
            Assert.Equal("mine", shell.Get("(Invoke-QubridChat hi -Model mine).Model").Single().ToString());
            var other = "$c = Get-QubridConnection; Disconnect-Qubrid; Connect-Qubrid -Model second; (Invoke-QubridChat hi -Connection $c).Model";
            Assert.Equal("session/model", shell.Get(other).Single().ToString());
        }
    }

    [Fact]
    public void Changed_environment_variables_are_read_again()
    {
        using var shell = new Shell();
        var addresses = shell.Get("1..2 | ForEach-Object { (Start-QubridMockServer).BaseUri.AbsoluteUri }").Select(uri => uri.ToString()).ToArray();
        foreach (var address in addresses)
        {
            using var environment = new EnvironmentScope("k", address);
            Assert.Equal(address, shell.Get("(Get-QubridConnection).BaseUri.AbsoluteUri").Single().ToString());
            Assert.Single(shell.Get("Invoke-QubridChat hi"));
        }
    }

    [Fact]
    public async Task Changed_environment_key_creates_a_new_connection()
    {
        var keys = new ConcurrentQueue<string>();
        await using var service = await StubServer.StartAsync(context =>
        {
            keys.Enqueue(context.Request.Headers.Authorization.ToString());
            return StubResponses.SendStreamAsync(context, "hello");
        });
        using var shell = new Shell();
        var connections = new[] { "first-key", "first-key", "second-key" }.Select(key =>
        {
            using var environment = new EnvironmentScope(key, service.BaseUri);
            return shell.Get("Get-QubridConnection; $null = Invoke-QubridChat hi").Single().BaseObject;
        }).ToArray();

        Assert.Equal(["Bearer first-key", "Bearer first-key", "Bearer second-key"], keys);
        Assert.Same(connections[0], connections[1]);
        Assert.NotSame(connections[0], connections[2]);
    }

    [Fact]
    public void Disconnect_removes_the_connection()
    {
        using var environment = new EnvironmentScope();
        using var shell = new Shell();
        Assert.Single(shell.Get("Connect-Qubrid -ApiKey k; Get-QubridConnection"));
        Assert.Empty(shell.Get("Disconnect-Qubrid; Get-QubridConnection"));
    }

    [Fact]
    public void Each_runspace_has_its_own_connection()
    {
        using var environment = new EnvironmentScope();
        using var first = new Shell();
        using var second = new Shell();
        first.Get("Connect-Qubrid -ApiKey k");
        Assert.Empty(second.Get("Get-QubridConnection"));
    }

    [Fact]
    public void Key_cannot_be_read_from_a_connection()
    {
        using var shell = new Shell();
        var screenText = shell.Show("Connect-Qubrid -ApiKey canary-key-1 -PassThru");
        Assert.Contains("********", screenText, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", screenText, StringComparison.Ordinal);
        var values = shell.Get("(Get-QubridConnection).PSObject.Properties | ForEach-Object { \"$($_.Value)\" }").Select(value => value.ToString());
        Assert.DoesNotContain(values, value => value.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public void SecureString_is_accepted_as_key()
    {
        using var shell = new Shell();
        using var key = new System.Net.NetworkCredential("", "secure-key").SecurePassword;
        Assert.Single(shell.Get("param($k) Connect-Qubrid -ApiKey $k -PassThru", key));
    }

    [Fact]
    public void Secret_is_read_with_any_Get_Secret_command()
    {
        using var shell = new Shell();
        shell.Get("function Get-Secret { param($Name, $Vault) $global:asked = \"$Name of $Vault\"; 'vault-key' }");
        Assert.Single(shell.Get("Connect-Qubrid -SecretName Qubrid -Vault Ops -PassThru"));
        Assert.Equal("Qubrid of Ops", shell.Get("$asked").Single().ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("function Get-Secret { throw 'the vault is locked' }")]
    [InlineData("function Get-Secret { 42 }")]
    [InlineData("function Get-Secret { }")]
    public void Unavailable_secret_is_a_clear_error(string definition)
    {
        using var shell = new Shell();
        var error = shell.Run(definition + "\nConnect-Qubrid -SecretName Qubrid").AllErrors.Last();
        Assert.StartsWith("Qubrid.SecretUnavailable,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("SecretManagement", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Skipping_the_certificate_check_writes_a_warning()
    {
        using var shell = new Shell();
        Assert.Contains("certificate", Assert.Single(shell.Run("Connect-Qubrid -ApiKey k -SkipCertificateCheck").Warnings), StringComparison.OrdinalIgnoreCase);
    }
}
