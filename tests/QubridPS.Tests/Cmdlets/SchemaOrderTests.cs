using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests which properties the objects of structured data have, and their order.</summary>
public class SchemaOrderTests
{
    private const string JsonSchema = """
        {"type":"object","properties":{"b":{"type":"integer"},"a":{"type":"string"},"c":{"type":"object","properties":{"y":{},"x":{}}},
        "d":{"type":"array","items":{"$ref":"#/$defs/row"}}},"$defs":{"row":{"type":"object","properties":{"q":{},"p":{},"r":{}}}}}
        """;

    private const string Describe = """
        function Show($value) {
            if ($value -is [array]) { "[$(($value | ForEach-Object { Show $_ }) -join ' ')]" }
            elseif ($value -is [System.Management.Automation.PSCustomObject]) { "{$(($value.PSObject.Properties | ForEach-Object { "$($_.Name):$(Show $_.Value)" }) -join ',')}" }
            else { "$value" }
        }

        """;

    [Theory]
    [InlineData("'b int, a, c?'", """{"a":"x","b":1}""", "b,a,c")]
    [InlineData("'b int; a?; c bool?'", """{"c":true,"b":1}""", "b,a,c")]
    [InlineData("([ordered]@{ b = 'int'; a = 'string?'; c = 'bool' })", """{"c":true,"b":1}""", "b,a,c")]
    [InlineData("@{ b = 'int'; a = 'string?'; c = 'bool' }", """{"c":true,"b":1}""", "a,b,c")]
    [InlineData("([pscustomobject]@{ b = 'int'; a = 'string?' })", """{"b":1}""", "b,a")]
    [InlineData("$json", """{"a":"x","d":[],"c":{},"b":1}""", "b,a,c,d")]
    [InlineData("$json", """{"z":1,"a":"x","y":2}""", "b,a,c,d,z,y")]
    [InlineData("""'{"type":"object","allOf":[{"properties":{"b":{},"a":{}}},{"properties":{"c":{}}}]}'""", """{"c":1,"a":2}""", "b,a,c")]
    [InlineData("""'{"anyOf":[{"type":"object","properties":{"kind":{"const":"x"},"a":{}},"required":["kind"]},{"type":"object","properties":{"kind":{"const":"y"},"b":{},"c":{}},"required":["kind"]}]}'""", """{"c":1,"kind":"y"}""", "kind,b,c")]
    [InlineData("""'{"type":"object","properties":{"Name":{},"other":{}}}'""", """{"name":1}""", "other,name")]
    public void Properties_have_the_order_of_the_schema(string schemaArgument, string reply, string names)
    {
        using var mock = new MockShell();
        var data = Assert.Single(mock.Get($"param($json, $reply) Add-QubridMockReply $reply; Invoke-QubridChat x -Schema {schemaArgument} -AsObject", JsonSchema, reply));
        Assert.Equal(names, string.Join(',', data.Properties.Select(property => property.Name)));
    }

    [Fact]
    public void Nested_objects_and_rows_have_every_property()
    {
        using var mock = new MockShell();
        const string reply = """{"d":[{"r":3},{"p":2,"q":1},{"r":1,"s":9}],"c":{"x":1}}""";
        var text = Assert.Single(mock.Get(Describe + """
            Add-QubridMockReply $args[1]
            Show (Invoke-QubridChat x -Schema $args[0] -AsObject)
            """, JsonSchema, reply));
        Assert.Equal("{b:,a:,c:{y:,x:1},d:[{q:,p:,r:3} {q:1,p:2,r:} {q:,p:,r:1,s:9}]}", text.ToString());
    }

    [Theory]
    [InlineData("@(@{ host = 'string'; note = 'string?' })")]
    [InlineData("@([ordered]@{ host = 'string'; note = 'string?' })")]
    [InlineData("@([pscustomobject]@{ host = 'string'; note = 'string?' })")]
    [InlineData("@(@{ type = 'object'; properties = [ordered]@{ host = @{ type = 'string' }; note = @{ type = 'string' } } })")]
    public void List_of_one_hashtable_returns_objects(string schemaArgument)
    {
        using var mock = new MockShell();
        mock.Get("""Add-QubridMockReply '{"value":[{"host":"a"},{"note":"n","host":"b"}]}'""");
        var rows = mock.Get($"Invoke-QubridChat x -Schema {schemaArgument} -AsObject");
        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.Equal(["host", "note"], row.Properties.Select(property => property.Name)));
        Assert.Null(rows[0].GetValue("note"));
        Assert.Equal("n", rows[1].GetText("note"));
    }

    [Theory]
    [InlineData("@('int')", """{"value":[1,2]}""", "1 2")]
    [InlineData("@('low|high')", """{"value":["low"]}""", "low")]
    [InlineData("@([datetime])", """{"value":["2026-01-02T00:00:00"]}""", "01/02/2026 00:00:00")]
    public void List_of_one_type_returns_values(string schemaArgument, string reply, string expected)
    {
        using var mock = new MockShell();
        Assert.Equal(expected, string.Join(' ', mock.Get($"param($reply) Add-QubridMockReply $reply; Invoke-QubridChat x -Schema {schemaArgument} -AsObject", reply)));
    }

    [Fact]
    public void Order_and_null_values_survive_serialization()
    {
        using var mock = new MockShell();
        mock.Get("""Add-QubridMockReply '{"rows":[{"a":1}],"z":2}'""");
        var text = Assert.Single(mock.Get(Describe + """
            $completion = Invoke-QubridChat x -Schema 'z int; note?; rows object[]'
            $data = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($completion, 5)).Data
            Show $data
            """));
        Assert.Equal("{z:2,note:,rows:[{a:1}]}", text.ToString());
    }
}
