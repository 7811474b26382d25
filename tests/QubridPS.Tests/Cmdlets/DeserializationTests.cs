using System.Text.Json;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests objects that were returned by a job or a remote session, or imported from a file: all of these serialize as PSSerializer does.</summary>
public class DeserializationTests
{
    private const string RoundTripScript = "function Back($depth = 1) { process { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_, $depth)) } }\n";

    private const string CreateCompletion = """
        {"id":"c1","object":"chat.completion","created":1710000000,"model":"m","x_trace":{"A":1,"a":2.50,"list":[1,{"b":null}]},"choices":[
          {"index":0,"finish_reason":"tool_calls","logprobs":null,"message":{"role":"assistant","content":"Hi\u0001 \ud83d\ude00","reasoning_content":"hm","refusal":"r",
            "tool_calls":[{"id":"t1","type":"function","function":{"name":"f","arguments":"{}","strict":true}}]}},
          {"index":1,"finish_reason":"stop","message":{"role":"assistant","content":null}}],
         "usage":{"prompt_tokens":3,"total_tokens":5,"details":{"cached":1}},"x_metrics":{"tps":10,"queue":0.5}}
        """;

    [Theory]
    [InlineData("Invoke-QubridChat hi -NoStream -Image 'data:image/png;base64,AA==' -System s", "ChatCompletion")]
    [InlineData("(Invoke-QubridChat hi -NoStream).Choices[0]", "ChatChoice")]
    [InlineData("(Invoke-QubridChat hi -NoStream).Messages[0]", "ChatMessage")]
    [InlineData("(Invoke-QubridChat hi -NoStream).Choices[0].Message.ToolCalls[0]", "ToolCall")]
    [InlineData("(Invoke-QubridChat hi -NoStream).Usage", "ChatUsage")]
    [InlineData("(Invoke-QubridChat hi -NoStream).Metrics", "ServiceMetrics")]
    [InlineData("(Invoke-QubridChat hi -NoStream).ClientMetrics", "ClientMetrics")]
    public async Task Deserialized_object_is_restored_with_all_properties(string script, string type)
    {
        await using var service = await StubServer.StartAsync(context => StubResponses.SendAsync(context, CreateCompletion));
        using var shell = service.Connect();
        var liveAndDeserialized = shell.Get(RoundTripScript + $"$live = {script}; $live; $live | Back; $live | Back | Back 3");
        Assert.All(liveAndDeserialized, item => Assert.Equal("Qubrid.Client." + type, item.GetTypeName()));
        Assert.Equal(ToJson(liveAndDeserialized[0]), ToJson(liveAndDeserialized[1]));
        Assert.Equal(ToJson(liveAndDeserialized[0]), ToJson(liveAndDeserialized[2]));
        Assert.Equal(liveAndDeserialized[0].ToString(), liveAndDeserialized[1].ToString());
    }

    [Fact]
    public void Updates_and_models_are_restored()
    {
        using var mock = new MockShell();
        var liveAndDeserialized = mock.Get(RoundTripScript + "$live = @(Invoke-QubridChat hi -Stream) + @(Get-QubridModel); $live; $live | Back");
        var update = liveAndDeserialized.Count / 2;
        Assert.Equal(liveAndDeserialized.Take(update).Select(ToJson), liveAndDeserialized.Skip(update).Select(ToJson));
        Assert.Equal(liveAndDeserialized.Take(update).Select(item => item.GetTypeName()), liveAndDeserialized.Skip(update).Select(item => item.GetTypeName()));
    }

    [Fact]
    public async Task Null_values_stay_null()
    {
        await using var service = await StubServer.StartAsync(context => StubResponses.SendAsync(context, """{"choices":[{"message":{"content":"x"}}]}"""));
        using var shell = service.Connect();
        var deserialized = shell.Get(RoundTripScript + "Invoke-QubridChat hi | Back").Single();
        Assert.All(new[] { "Usage", "Metrics", "Created", "Model", "Id", "Data", "InputObject", "FinishReason", "ClientMetrics.TokensPerSecond" }, name => Assert.Null(deserialized.GetValue(name)));
        Assert.Empty((Array)deserialized.GetValue("ToolInvocations")!);
    }

    [Fact]
    public void Tool_invocations_keep_their_duration()
    {
        using var mock = new MockShell();
        var liveAndDeserialized = mock.Get(RoundTripScript + """
            function Get-One { 1 }
            Add-QubridMockReply -ToolCall @{ Name = 'Get-One'; Arguments = @{} } -Times 1
            $live = Invoke-QubridChat hi -Tool Get-One
            $live; $live | Back
            """);
        Assert.Equal(ToJson(liveAndDeserialized[0]), ToJson(liveAndDeserialized[1]));
        var invocation = PSObject.AsPSObject(((Array)liveAndDeserialized[1].GetValue("ToolInvocations")!).GetValue(0)!);
        Assert.IsType<TimeSpan>(invocation.GetValue("Duration"));
        Assert.Equal("1", invocation.GetText("Result"));
    }

    [Fact]
    public void Nested_data_round_trips()
    {
        using var mock = new MockShell();
        var lines = mock.Get(RoundTripScript + """
            Add-QubridMockReply '{"when":"2026-01-02T03:04:05Z","a":{"b":{"c":[{"d":1}]}},"n":123456789012345678901234567890,"e":{"":1,"A":2,"a":3},"one":[7]}'
            $schema = @{ type = 'object'; properties = @{ when = @{ type = 'string'; format = 'date-time' } } }
            $live = Invoke-QubridChat hi -Schema $schema
            foreach ($c in $live, ($live | Back), ($live | Back | Back)) {
                $d = $c.Data
                "$($d.when.Year) $($d.a.b.c.GetType().Name) $($d.a.b.c[0].d.GetType().Name) $($d.n.GetType().Name) $($d.n) $($d.e[0]) $($d.e['A']) $($d.e['a']) $($d.one.GetType().Name) $($d -is [pscustomobject])"
            }
            """);
        Assert.All(lines, line => Assert.Equal("2026 Object[] Int64 BigInteger 123456789012345678901234567890 1 2 3 Object[] True", line.ToString()));
    }

    [Fact]
    public void Input_object_is_serialized_with_its_own_depth()
    {
        using var mock = new MockShell();
        var sizes = mock.Get(RoundTripScript + """
            $answer = [System.IO.FileInfo]'/etc/hosts' | Invoke-QubridChat hi -Each
            [System.Management.Automation.PSSerializer]::Serialize($answer).Length
            ($answer | Back).InputObject.Name
            """);
        Assert.InRange((int)sizes[0].BaseObject, 1, 20_000);
        Assert.Equal("hosts", sizes[1].ToString());
    }

    [Fact]
    public void Deserialized_completion_can_be_continued()
    {
        using var mock = new MockShell();
        mock.Get(RoundTripScript + """
            $live = Invoke-QubridChat one -System s
            $bag = $live | Back
            Remove-Module QubridPS
            """);
        var counts = mock.Shell.Get("""
            param($manifest)
            $bare = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($live, 3))
            "$($bare.PSTypeNames[0])"
            Import-Module $manifest
            $null = Start-QubridMockServer -Connect
            $bag, $bare | Invoke-QubridChat more | ForEach-Object { $_.Messages.Role -join ' ' }
            """, ModuleUnderTest.Manifest);
        Assert.Equal(
            ["Deserialized.Qubrid.Client.ChatCompletion", "system user assistant user assistant", "system user assistant user assistant"],
            counts.Select(line => line.ToString()));
    }

    [Fact]
    public void Object_that_cannot_be_restored_stays_a_property_bag()
    {
        using var shell = new Shell();
        var deserialized = shell.Get(RoundTripScript + "[pscustomobject]@{ PSTypeName = 'Qubrid.Client.ChatUsage'; PromptTokens = 'many' } | Back").Single();
        Assert.Equal("Deserialized.Qubrid.Client.ChatUsage", deserialized.TypeNames[0]);
        Assert.Equal("many", deserialized.GetText("PromptTokens"));
    }

    [Fact]
    public void Type_data_is_added_and_removed_with_the_module()
    {
        using var mock = new MockShell();
        const string type = "($live | Back).PSTypeNames[0]\n";
        var script = "$live = Invoke-QubridChat hi; Remove-Module QubridPS\n" + type
            + "Import-Module $args[0]; Import-Module $args[0] -Force\n" + type + "Remove-Module QubridPS\n" + type;
        var lines = mock.Get(RoundTripScript + script, ModuleUnderTest.Manifest);
        Assert.Equal(
            ["Deserialized.Qubrid.Client.ChatCompletion", "Qubrid.Client.ChatCompletion", "Deserialized.Qubrid.Client.ChatCompletion"],
            lines.Select(line => line.ToString()));
    }

    // Compares properties by reflection. Data and InputObject are objects of PowerShell and have their own tests.
    private static string ToJson(PSObject source) => JsonSerializer.Serialize(source.BaseObject, source.BaseObject.GetType());
}
