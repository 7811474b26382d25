using System.Collections.Specialized;
using System.Numerics;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>-Schema and -AsObject: answers as data.</summary>
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
    public void The_short_form_is_a_schema(string given, string properties, string required)
    {
        var schema = SchemaOf(given);
        Assert.Equal(properties, schema.GetProperty("properties").GetRawText());
        Assert.Equal(required, string.Join(' ', schema.GetProperty("required").EnumerateArray()));
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
    }

    [Theory]
    [InlineData("'{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}}'")]
    [InlineData("@{ type = 'object'; properties = @{ a = @{ type = 'integer' } } }")]
    public void A_schema_is_sent_as_it_is(string given) =>
        Assert.Equal("""{"type":"integer"}""", SchemaOf(given).GetProperty("properties").GetProperty("a").GetRawText());

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
    public void What_is_no_schema_is_refused_before_anything_is_sent(string given, string told)
    {
        using var mock = new MockShell();
        var error = mock.Run("Invoke-QubridChat x -Schema " + given).Error;
        Assert.StartsWith("Qubrid.InvalidSchema,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(told, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(mock.Requests);
    }

    [Fact]
    public void Data_holds_real_arrays_numbers_and_dates()
    {
        using var mock = new MockShell();
        var data = Ask(mock, "-Schema 'a int, b number, c string[], d date, e datetime, f bool, g string?'",
            """{"a":123456789012345678901234567890,"b":1.5,"c":["x"],"d":"2026-01-02","e":"2026-01-02T03:04:05Z","f":true,"g":null}""");
        Assert.Equal(BigInteger.Parse("123456789012345678901234567890", null), data.Get("a"));
        Assert.Equal(1.5, data.Get("b"));
        Assert.Equal(new object[] { "x" }, data.Get("c"));
        Assert.Equal(new DateTime(2026, 1, 2), data.Get("d"));
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), data.Get("e"));
        Assert.Equal(true, data.Get("f"));
        Assert.Null(data.Get("g"));
    }

    [Fact]
    public void Digits_and_twins_and_empty_names_survive()
    {
        using var mock = new MockShell();
        var schema = "-Schema @{ type = 'object' }";
        Assert.Equal(1.2345678901234567890123m, Ask(mock, schema, """{"n":1.2345678901234567890123}""").Get("n"));
        var twins = Assert.IsType<OrderedDictionary>(Ask(mock, schema, """{"a":1,"A":2,"":3}""").BaseObject);
        Assert.Equal([1L, 2L, 3L], [twins["a"], twins["A"], twins[""]]);
    }

    [Fact]
    public void A_date_is_found_through_references_and_choices()
    {
        using var mock = new MockShell();
        var data = Ask(
            mock,
            """-Schema '{"type":"object","properties":{"t":{"$ref":"#/$defs/t"},"u":{"anyOf":[{"type":"null"},{"type":"string","format":"date"}]},"l":{"type":"array","items":{"$ref":"#/$defs/t"}}},"$defs":{"t":{"type":"string","format":"date-time"}}}'""",
            """{"t":"2026-01-02T03:04:05Z","u":"2026-01-02","l":["2026-01-02T03:04:05Z"]}""");
        Assert.IsType<DateTime>(data.Get("t"));
        Assert.IsType<DateTime>(data.Get("u"));
        Assert.IsType<DateTime>(((object[])data.Get("l")!)[0]);
    }

    [Fact]
    public void A_class_comes_back_as_its_instance()
    {
        using var mock = new MockShell();
        mock.Get("Add-QubridMockReply '{\"Title\":\"t\",\"Level\":\"High\",\"Disks\":[{\"Name\":\"C\",\"Percent\":90}],\"Ports\":[1,2],\"Count\":null,\"Since\":\"2026-01-02T03:04:05Z\",\"Age\":\"01:02:03\",\"State\":\"up\",\"Stars\":5}'");
        var found = mock.Get(Classes + """
            $r = Invoke-QubridChat x -Schema ([Report]) -AsObject
            $r -is [Report]; $r.Level -eq [Level]::High; $r.Disks[0] -is [Disk]; $r.Disks[0].Percent; $r.Ports.Count; $null -eq $r.Count
            $r.Since.Year; $r.Age.TotalMinutes -gt 62; $r.State
            """);
        Assert.Equal(["True", "True", "True", "90", "2", "True", "2026", "True", "up"], found.Select(each => each.ToString()));
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
    public void A_plain_type_is_wrapped_on_the_wire_only(string type, string reply, string expected)
    {
        using var mock = new MockShell();
        Assert.Equal(expected, string.Join(' ', mock.Get($"param($r) Add-QubridMockReply $r; Invoke-QubridChat x -Schema ({type}) -AsObject", reply)));
    }

    [Fact]
    public void Rows_become_objects_in_one_line()
    {
        using var mock = new MockShell();
        mock.Get("Add-QubridMockReply -Json @{ team = 'billing' } -Match invoice; Add-QubridMockReply -Json @{ team = 'network' }");
        var rows = mock.Get("@{ t = 'invoice' }, @{ t = 'vpn' } | Invoke-QubridChat 'Which team?' -Each -Schema @{ team = 'billing|network' } -AsObject -ThrottleLimit 2");
        Assert.Equal(["billing", "network"], rows.Select(row => row.Text("team")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-ThrottleLimit 2")]
    public void One_items_mismatch_is_its_own_and_keeps_the_text(string mode)
    {
        using var mock = new MockShell();
        mock.Get("Add-QubridMockReply '{\"a\":\"x\"}' -Match bad; Add-QubridMockReply '{\"a\":\"x\"}' -Match fit; Add-QubridMockReply '{\"a\":1}'");
        var result = mock.Run("'good', 'bad', 'good' | Invoke-QubridChat -Schema 'a int' " + mode);
        Assert.Equal(2, result.Output.Count);
        Assert.StartsWith("Qubrid.SchemaMismatch,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("$.a: integer expected", result.Error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal("bad", result.Error.TargetObject);
        Assert.Equal("{\"a\":\"x\"}", PSObject.AsPSObject(result.Error.Exception).Text("PartialCompletion.Text"));
        Assert.Equal(4, mock.Requests.Count);
    }

    [Theory]
    [InlineData("-Stream")]
    [InlineData("-Live")]
    [InlineData("-NoStream")]
    public void Every_mode_gives_data(string mode)
    {
        using var mock = new MockShell();
        mock.Get("Add-QubridMockReply -Json @{ a = 1 }");
        var last = mock.Get("Invoke-QubridChat x -Schema 'a int' " + mode)[^1];
        Assert.Equal(1L, last.Get(mode == "-Stream" ? "Completion.Data.a" : "Data.a"));
    }

    [Fact]
    public void A_checkpoint_gives_data_again_without_asking()
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        mock.Get("Add-QubridMockReply -Json @{ a = 1 }");
        for (var run = 0; run < 2; run++)
        {
            Assert.Equal(1L, mock.Get("param($f) 'x' | Invoke-QubridChat -Schema 'a int' -AsObject -Checkpoint $f", folder.File("c")).Single().Get("a"));
        }

        Assert.Single(mock.Requests);
    }

    [Fact]
    public void A_conversation_goes_on_without_the_schema()
    {
        using var mock = new MockShell();
        mock.Get("Add-QubridMockReply -Json @{ a = 1 } -Times 1; Invoke-QubridChat x -System Short -Schema 'a int' | Invoke-QubridChat 'And now?'");
        Assert.Contains("JSON Schema", mock.Requests[0].Text("System"), StringComparison.Ordinal);
        Assert.Equal("Short", mock.Requests[1].Text("System"));
    }

    [Theory]
    [InlineData("-AsObject")]
    [InlineData("-MaxSchemaRetry 2")]
    [InlineData("-Schema 'a' -AsObject -Stream")]
    public void Parameters_that_make_no_sense_together_are_told(string arguments)
    {
        using var mock = new MockShell();
        Assert.StartsWith("Qubrid.InvalidInput,", mock.Run("Invoke-QubridChat x " + arguments).Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void The_response_format_has_one_source()
    {
        using var mock = new MockShell();
        Assert.StartsWith("Qubrid.ReservedProperty,", mock.Run("Invoke-QubridChat x -Schema a -AdditionalProperty @{ response_format = @{ type = 'text' } }").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(mock.Get("Invoke-QubridChat x -AdditionalProperty @{ response_format = @{ type = 'text' } }"));
    }

    private static System.Text.Json.JsonElement SchemaOf(string given)
    {
        using var mock = new MockShell();
        mock.Run("Invoke-QubridChat x -MaxSchemaRetry 0 -Schema " + given);
        return mock.Body().GetProperty("response_format").GetProperty("json_schema").GetProperty("schema").Clone();
    }

    private static PSObject Ask(MockShell mock, string schema, string reply) =>
        PSObject.AsPSObject(Assert.Single(mock.Get($"param($r) Add-QubridMockReply $r -Times 1; (Invoke-QubridChat x {schema}).Data", reply)));
}
