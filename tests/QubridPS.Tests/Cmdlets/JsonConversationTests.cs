using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests conversations that went through ConvertTo-Json and ConvertFrom-Json.</summary>
public class JsonConversationTests
{
    // PowerShell's own cmdlets are not available in the engine of these tests, so that the objects are created as ConvertFrom-Json creates them.
    private const string Call = "[pscustomobject]@{ Id = 'c1'; Name = 'Get-One'; Arguments = '{\"a\":1}'; AdditionalProperties = [pscustomobject]@{} }";

    [Theory]
    [InlineData("$c.Messages")]
    [InlineData("@{ Messages = $c.Messages }")]
    [InlineData("[pscustomobject]@{ Id = 'x'; Model = 'm'; Messages = $c.Messages }")]
    [InlineData("$c")]
    [InlineData(", @(, $c.Messages)")]
    public void Conversation_is_accepted_in_every_container(string message)
    {
        using var mock = new MockShell();
        mock.Get($"$c = Invoke-QubridChat one -System Short; $null = Invoke-QubridChat two -Message ({message})");
        Assert.Equal("system user assistant user", Roles(mock));
    }

    [Fact]
    public void Messages_with_images_and_tool_calls_are_sent_completely()
    {
        using var mock = new MockShell();
        mock.Get($$"""
            function New-Message($Role, $Content, $Images = @(), $ToolCalls = @(), $ToolCallId) {
                [pscustomobject]@{ Role = $Role; Content = $Content; Name = $null; Images = $Images; Reasoning = 'why'; Refusal = $null; ToolCalls = $ToolCalls; ToolCallId = $ToolCallId; AdditionalProperties = [pscustomobject]@{} }
            }
            $messages = (New-Message user 'Look' 'https://a/1.png', 'https://a/2.png'), (New-Message assistant $null @() @({{Call}})), (New-Message tool '1' @() @() 'c1')
            $null = Invoke-QubridChat next -Message $messages
            """);
        var messages = mock.Body().GetProperty("messages");
        Assert.Equal(2, messages[0].GetProperty("content").EnumerateArray().Count(part => part.GetProperty("type").GetString() == "image_url"));
        Assert.Equal("""{"name":"Get-One","arguments":"{\u0022a\u0022:1}"}""".Replace("\\u0022", "\\\"", StringComparison.Ordinal), messages[1].GetProperty("tool_calls")[0].GetProperty("function").GetRawText().Replace("\\u0022", "\\\"", StringComparison.Ordinal));
        Assert.Equal("c1", messages[2].GetProperty("tool_call_id").GetString());
    }

    [Theory]
    [InlineData("Images = 'https://a/1.png https://a/2.png'; ToolCalls = @()")]
    [InlineData("Images = @(); ToolCalls = @('Get-One({})')")]
    [InlineData("Images = @(); ToolCalls = 'Get-One({})'")]
    [InlineData("Images = '@{url=x}'; ToolCalls = @()")]
    public void Cut_message_is_rejected_with_the_depth_to_use(string properties) =>
        AssertCut($"[pscustomobject]@{{ Role = 'user'; Content = 'x'; {properties} }}");

    [Theory]
    [InlineData("content = 'x'; tool_calls = @('@{id=1; type=function; function=}')")]
    [InlineData("content = 'x'; tool_calls = @(@{ id = '1'; type = 'function'; function = '@{name=Get-One; arguments={}}' })")]
    [InlineData("content = @('@{type=text; text=hi}')")]
    [InlineData("content = @(@{ type = 'image_url'; image_url = '@{url=https://a}' })")]
    [InlineData("content = @('System.Collections.Hashtable')")]
    public void Cut_message_in_the_form_of_the_API_is_rejected(string fields) => AssertCut($"@{{ role = 'user'; {fields} }}");

    [Theory]
    [InlineData("Images = ''; ToolCalls = ''")]
    [InlineData("Images = $null; ToolCalls = $null")]
    public void Empty_lists_that_became_text_are_accepted(string properties)
    {
        using var mock = new MockShell();
        mock.Get($"$null = Invoke-QubridChat -Message ([pscustomobject]@{{ Role = 'user'; Content = 'x'; {properties} }})");
        Assert.Equal("""{"role":"user","content":"x"}""", mock.Body().GetProperty("messages")[0].GetRawText());
    }

    [Fact]
    public void Time_as_content_and_arguments_as_object_are_sent_as_JSON_text()
    {
        using var mock = new MockShell();
        mock.Get("""
            $null = Invoke-QubridChat -Message @{ role = 'user'; content = [datetime]::new(2026, 1, 2, 3, 4, 5, [System.DateTimeKind]::Utc) },
                @{ role = 'assistant'; content = ''; tool_calls = @(@{ id = '1'; function = @{ name = 'T'; arguments = [pscustomobject]@{ a = 1 } } }) }
            """);
        Assert.Equal("2026-01-02T03:04:05Z", mock.Body().GetProperty("messages")[0].GetProperty("content").GetString());
        Assert.Equal("""{"a":1}""", mock.Body().GetProperty("messages")[1].GetProperty("tool_calls")[0].GetProperty("function").GetProperty("arguments").GetString());
    }

    [Fact]
    public void Text_is_rejected_with_the_command_that_converts_it()
    {
        using var mock = new MockShell();
        Assert.Contains("ConvertFrom-Json", mock.Run("Invoke-QubridChat x -Message '[{\"role\":\"user\",\"content\":\"x\"}]'").Error.Exception.Message, StringComparison.Ordinal);
    }

    private static void AssertCut(string message)
    {
        using var mock = new MockShell();
        Assert.Contains("ConvertTo-Json -Depth 5", mock.Run($"Invoke-QubridChat x -Message ({message})").Error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("ConvertTo-Json -Depth 5", mock.Run($"{message} | Invoke-QubridChat").Error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(mock.Requests);
    }

    private static string Roles(MockShell mock) => string.Join(' ', mock.Body(mock.Requests.Count - 1).GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString()));
}
