using System.Collections.Specialized;
using System.Numerics;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests -Schema and -AsObject.</summary>
public class SchemaTests
{
    private const string Classes = """
        class Disk { [string] $Name; [int] $Percent }
        enum Level { Low; High }
        class Report {
            [string] $Title
            [Level] $Level
            [Disk[]] $Disks
            [System.Collections.Generic.List[int]] $Ports
            [System.Nullable[int]] $Count
            [datetime] $Since
            [timespan] $Age
            [ValidateSet('up', 'down')] [string] $State
            [ValidateRange(1, 5)] [int] $Stars
            hidden [string] $Secret
        }
        """;

    [Theory]
    [InlineData("@{ severity = 'low|high' }", """{"severity":{"type":"string","enum":["low","high"]}}""", "severity")]
    [InlineData("@{ hosts = 'string[]' }", """{"hosts":{"type":"array","items":{"type":"string"}}}""", "hosts")]
    [InlineData("@{ tags = 'a|b[]' }", """{"tags":{"type":"array","items":{"type":"string","enum":["a","b"]}}}""", "tags")]
    [InlineData("@{ tags = '(a|b)[]' }", """{"tags":{"type":"array","items":{"type":"string","enum":["a","b"]}}}""", "tags")]
    [InlineData("@{ n = 'int: how many' }", """{"n":{"type":"integer","description":"how many"}}""", "n")]
    [InlineData("@{ n = 'int?' }", """{"n":{"type":["integer","null"]}}""", "")]
    [InlineData("@{ 'n?' = 'low|high' }", """{"n":{"type":["string","null"],"enum":["low","high",null]}}""", "")]
    [InlineData("@{ bio = 'one short sentence' }", """{"bio":{"type":"string","description":"one short sentence"}}""", "bio")]
    [InlineData("@{ due = 'date'; at = 'datetime' }", """{"at":{"type":"string","format":"date-time"},"due":{"type":"string","format":"date"}}""", "at due")]
    [InlineData("@{ type = 'string'; items = 'int' }", """{"items":{"type":"integer"},"type":{"type":"string"}}""", "items type")]
    [InlineData("@{ list = @{ x = 'int' }, @{} | Where-Object Count }", """{"list":{"type":"object","properties":{"x":{"type":"integer"}},"required":["x"],"additionalProperties":false}}""", "list")]
    [InlineData("@{ list = , @{ x = 'int' } }", """{"list":{"type":"array","items":{"type":"object","properties":{"x":{"type":"integer"}},"required":["x"],"additionalProperties":false}}}""", "list")]
    [InlineData("@{ one = 'a', 'b' }", """{"one":{"type":"string","enum":["a","b"]}}""", "one")]
    [InlineData("@{ when = [datetime]; ids = [guid[]] }", """{"ids":{"type":"array","items":{"type":"string","format":"uuid"}},"when":{"type":"string","format":"date-time"}}""", "ids when")]
    [InlineData("([pscustomobject]@{ b = 'int'; a = 'bool' })", """{"b":{"type":"integer"},"a":{"type":"boolean"}}""", "b a")]
    [InlineData("([ordered]@{ b = 'int'; a = 'bool' })", """{"b":{"type":"integer"},"a":{"type":"boolean"}}""", "b a")]
    [InlineData("'name, age int, bio: one sentence'", """{"name":{"type":"string"},"age":{"type":"integer"},"bio":{"type":"string","description":"one sentence"}}""", "name age bio")]
    [InlineData("'level low|high: how bad, really; note?'", """{"level":{"type":"string","enum":["low","high"],"description":"how bad, really"},"note":{"type":["string","null"]}}""", "level")]
    public void Shorthand_is_converted_to_a_schema(string schemaArgument, string properties, string required)
    {
        var schema = GetSchema(schemaArgument);
        Assert.Equal(properties, schema.GetProperty("properties").GetRawText());
        Assert.Equal(required, string.Join(' ', schema.GetProperty("required").EnumerateArray()));
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
    }

    [Theory]
    [InlineData("'{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}}'")]
    [InlineData("@{ type = 'object'; properties = @{ a = @{ type = 'integer' } } }")]
    public void JSON_schema_is_sent_unchanged(string schemaArgument) =>
        Assert.Equal("""{"type":"integer"}""", GetSchema(schemaArgument).GetProperty("properties").GetProperty("a").GetRawText());

    [Theory]
    [InlineData("@{ a = 'strng' }", "'strng'")]
    [InlineData("@{ a = 7 }", "'a'")]
    [InlineData("@{}", "no fields")]
    [InlineData("''", "no fields")]
    [InlineData("'{ \"type\": '", "JSON")]
    [InlineData("'{\"if\":{}}'", "$.if")]
    [InlineData("7", "Int32")]
    [InlineData("([System.Threading.Monitor])", "System.Threading.Monitor")]
    [InlineData("([System.Exception])", "System.Exception")]
    public void Invalid_schema_is_rejected_and_nothing_is_sent(string schemaArgument, string message)
    {
        using var mock = new MockShell();
        var error = mock.Run("Invoke-QubridChat x -Schema " + schemaArgument).Error;
        Assert.StartsWith("Qubrid.InvalidSchema,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(message, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(mock.Requests);
    }

    [Fact]
    public void Data_contains_typed_arrays_numbers_and_dates()
    {
        using var mock = new MockShell();
        var data = Invoke(mock, "-Schema 'a int, b number, c string[], d date, e datetime, f bool, g string?'",
            """{"a":123456789012345678901234567890,"b":1.5,"c":["x"],"d":"2026-01-02","e":"2026-01-02T03:04:05Z","f":true,"g":null}""");
        Assert.Equal(BigInteger.Parse("123456789012345678901234567890", null), data.GetValue("a"));
        Assert.Equal(1.5, data.GetValue("b"));
        Assert.Equal(new object[] { "x" }, data.GetValue("c"));
        Assert.Equal(new DateTime(2026, 1, 2), data.GetValue("d"));
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), data.GetValue("e"));
        Assert.Equal(true, data.GetValue("f"));
        Assert.Null(data.GetValue("g"));
    }

    [Fact]
    public void Large_numbers_case_variant_and_empty_names_round_trip()
    {
        using var mock = new MockShell();
        var schema = "-Schema @{ type = 'object' }";
        Assert.Equal(1.2345678901234567890123m, Invoke(mock, schema, """{"n":1.2345678901234567890123}""").GetValue("n"));
        var data = Assert.IsType<OrderedDictionary>(Invoke(mock, schema, """{"a":1,"A":2,"":3}""").BaseObject);
        Assert.Equal([1L, 2L, 3L], [data["a"], data["A"], data[""]]);
    }

    [Fact]
    public void Date_format_is_resolved_through_references_and_alternatives()
    {
        using var mock = new MockShell();
        var data = Invoke(
            mock,
            """-Schema '{"type":"object","properties":{"t":{"$ref":"#/$defs/t"},"u":{"anyOf":[{"type":"null"},{"type":"string","format":"date"}]},"l":{"type":"array","items":{"$ref":"#/$defs/t"}}},"$defs":{"t":{"type":"string","format":"date-time"}}}'""",
            """{"t":"2026-01-02T03:04:05Z","u":"2026-01-02","l":["2026-01-02T03:04:05Z"]}""");
        Assert.IsType<DateTime>(data.GetValue("t"));
        Assert.IsType<DateTime>(data.GetValue("u"));
        Assert.IsType<DateTime>(((object[])data.GetValue("l")!)[0]);
    }

    [Fact]
    public void Class_schema_returns_an_instance()
    {
        using var mock = new MockShell();
        mock.Get("Add-QubridMockReply '{\"Title\":\"t\",\"Level\":\"High\",\"Disks\":[{\"Name\":\"C\",\"Percent\":90}],\"Ports\":[1,2],\"Count\":null,\"Since\":\"2026-01-02T03:04:05Z\",\"Age\":\"01:02:03\",\"State\":\"up\",\"Stars\":5}'");
        var data = mock.Get(Classes + """
            $r = Invoke-QubridChat x -Schema ([Report]) -AsObject
            $r -is [Report]; $r.Level -eq [Level]::High; $r.Disks[0] -is [Disk]; $r.Disks[0].Percent; $r.Ports.Count; $null -eq $r.Count
            $r.Since.Year; $r.Age.TotalMinutes -gt 62; $r.State
            """);
        Assert.Equal(["True", "True", "True", "90", "2", "True", "2026", "True", "up"], data.Select(item => item.ToString()));
        var schema = mock.Body().GetProperty("response_format").GetProperty("json_schema").GetProperty("schema").GetProperty("properties");
        Assert.Equal("""{"type":"string","enum":["Low","High"]}""", schema.GetProperty("Level").GetRawText());
        Assert.Equal("""["up","down"]""", schema.GetProperty("State").GetProperty("enum").GetRawText());
        Assert.Equal(5, schema.GetProperty("Stars").GetProperty("maximum").GetInt32());
        Assert.False(schema.TryGetProperty("Secret", out _));
    }

    [Theory]
    [InlineData("[int[]]", """{"value":[1,2]}""", "1 2")]
    [InlineData("[string]", """{"value":"x"}""", "x")]
    [InlineData("[bool]", """{"value":true}""", "True")]
    [InlineData("[hashtable]", """{"a":1}""", "System.Collections.Hashtable")]
    [InlineData("[version]", """{"value":"1.2.3"}""", "1.2.3")]
    public void Simple_type_is_wrapped_only_in_the_request(string type, string reply, string expected)
    {
        using var mock = new MockShell();
        Assert.Equal(expected, string.Join(' ', mock.Get($"param($r) Add-QubridMockReply $r; Invoke-QubridChat x -Schema ({type}) -AsObject", reply)));
    }

    [Fact]
    public void Rows_become_objects_in_one_pipeline()
    {
        using var mock = new MockShell();
        mock.Get("Add-QubridMockReply -Json @{ team = 'billing' } -Match invoice; Add-QubridMockReply -Json @{ team = 'network' }");
        var rows = mock.Get("@{ t = 'invoice' }, @{ t = 'vpn' } | Invoke-QubridChat 'Which team?' -Each -Schema @{ team = 'billing|network' } -AsObject -ThrottleLimit 2");
        Assert.Equal(["billing", "network"], rows.Select(row => row.GetText("team")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-ThrottleLimit 2")]
    public void Mismatch_is_an_item_error_with_the_text(string mode)
    {
        using var mock = new MockShell();
        mock.Get("Add-QubridMockReply '{\"a\":\"x\"}' -Match bad; Add-QubridMockReply '{\"a\":\"x\"}' -Match Schema; Add-QubridMockReply '{\"a\":1}'");
        var result = mock.Run("'good', 'bad', 'good' | Invoke-QubridChat -Schema 'a int' " + mode);
        Assert.Equal(2, result.Output.Count);
        Assert.StartsWith("Qubrid.SchemaMismatch,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("$.a: integer expected", result.Error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal("bad", result.Error.TargetObject);
        Assert.Equal("{\"a\":\"x\"}", PSObject.AsPSObject(result.Error.Exception).GetText("PartialCompletion.Text"));
        Assert.Equal(4, mock.Requests.Count);
    }

    [Theory]
    [InlineData("-Stream")]
    [InlineData("-Live")]
    [InlineData("-NoStream")]
    public void Every_output_mode_returns_data(string mode)
    {
        using var mock = new MockShell();
        mock.Get("Add-QubridMockReply -Json @{ a = 1 }");
        var last = mock.Get("Invoke-QubridChat x -Schema 'a int' " + mode)[^1];
        Assert.Equal(1L, last.GetValue(mode == "-Stream" ? "Completion.Data.a" : "Data.a"));
    }

    [Fact]
    public void Checkpoint_restores_data_without_a_request()
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        mock.Get("Add-QubridMockReply -Json @{ a = 1 }");
        for (var run = 0; run < 2; run++)
        {
            Assert.Equal(1L, mock.Get("param($f) 'x' | Invoke-QubridChat -Schema 'a int' -AsObject -Checkpoint $f", folder.File("c")).Single().GetValue("a"));
        }

        Assert.Single(mock.Requests);
    }

    [Fact]
    public void Continued_conversation_does_not_contain_the_schema()
    {
        using var mock = new MockShell();
        mock.Get("Add-QubridMockReply -Json @{ a = 1 } -Times 1; Invoke-QubridChat x -System Short -Schema 'a int' | Invoke-QubridChat 'And now?'");
        Assert.Contains("JSON Schema", mock.Requests[0].GetText("System"), StringComparison.Ordinal);
        Assert.Equal("Short", mock.Requests[1].GetText("System"));
    }

    [Theory]
    [InlineData("-AsObject")]
    [InlineData("-MaxSchemaRetry 2")]
    [InlineData("-Schema 'a' -AsObject -Stream")]
    public void Conflicting_parameters_are_reported(string arguments)
    {
        using var mock = new MockShell();
        Assert.StartsWith("Qubrid.InvalidInput,", mock.Run("Invoke-QubridChat x " + arguments).Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Response_format_conflicts_with_Schema()
    {
        using var mock = new MockShell();
        Assert.StartsWith("Qubrid.ReservedProperty,", mock.Run("Invoke-QubridChat x -Schema a -AdditionalProperty @{ response_format = @{ type = 'text' } }").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(mock.Get("Invoke-QubridChat x -AdditionalProperty @{ response_format = @{ type = 'text' } }"));
    }

    private static System.Text.Json.JsonElement GetSchema(string schemaArgument)
    {
        using var mock = new MockShell();
        mock.Run("Invoke-QubridChat x -MaxSchemaRetry 0 -Schema " + schemaArgument);
        return mock.Body().GetProperty("response_format").GetProperty("json_schema").GetProperty("schema").Clone();
    }

    private static PSObject Invoke(MockShell mock, string schema, string reply) =>
        PSObject.AsPSObject(Assert.Single(mock.Get($"param($r) Add-QubridMockReply $r -Times 1; (Invoke-QubridChat x {schema}).Data", reply)));
}
