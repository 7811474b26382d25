using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

public class MessageTests
{
    [Fact]
    public void Text_becomes_a_user_message()
    {
        using var shell = new Shell();
        var message = Assert.Single(shell.Get("New-QubridMessage 'Hello'"));
        Assert.Equal("Qubrid.Client.ChatMessage", message.GetTypeName());
        Assert.Equal("user", message.GetText("Role"));
        Assert.Equal("Hello", message.GetText("Content"));
        Assert.Equal("Hello", message.ToString());
    }

    [Fact]
    public void Each_piped_string_becomes_a_message()
    {
        using var shell = new Shell();
        Assert.Equal(["a", "b"], shell.Get("'a', 'b' | New-QubridMessage -Role assistant").Select(message => message.GetText("Content")));
    }

    [Fact]
    public void Piped_objects_and_an_instruction_become_one_message()
    {
        using var shell = new Shell();
        var message = Assert.Single(shell.Get("[pscustomobject]@{ A = 1 }, [pscustomobject]@{ A = 2 } | New-QubridMessage 'Compare' -Role system"));
        Assert.Equal("system", message.GetText("Role"));
        Assert.StartsWith("Compare\n", message.GetText("Content"), StringComparison.Ordinal);
        Assert.Contains("""[{"A":1},{"A":2}]""", message.GetText("Content"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("New-QubridMessage", "Qubrid.EmptyPrompt")]
    [InlineData("New-QubridMessage ''", "Qubrid.EmptyPrompt")]
    [InlineData("'' | New-QubridMessage", "Qubrid.EmptyPrompt")]
    [InlineData("42 | New-QubridMessage", "Qubrid.PromptRequired")]
    [InlineData("New-QubridMessage a -Image ./missing.png", "Qubrid.ImageNotFound")]
    [InlineData("New-QubridMessage a -Role oracle", "ParameterArgumentValidationError")]
    public void Invalid_message_input_is_an_error(string script, string id)
    {
        using var shell = new Shell();
        Assert.StartsWith(id + ",", shell.Run(script).Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Role_is_normalized_to_the_API_name()
    {
        using var mock = new MockShell();
        mock.Get("(New-QubridMessage old -Role System), (New-QubridMessage hi -Role USER) | Invoke-QubridChat -System new");
        Assert.Equal(["system new", "user hi"], mock.Get("$mock.Requests[0].Messages | ForEach-Object { \"$($_.Role) $($_.Content)\" }").Select(message => message.ToString()));
    }

    [Fact]
    public void Image_without_text_becomes_a_message()
    {
        using var shell = new Shell();
        var message = Assert.Single(shell.Get("New-QubridMessage -Image 'https://example.com/a.png'"));
        Assert.Equal(["https://example.com/a.png"], (IEnumerable<string>)message.GetValue("Images")!);
    }
}
