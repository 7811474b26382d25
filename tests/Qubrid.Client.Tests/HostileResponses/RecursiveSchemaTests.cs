namespace Qubrid.Client.Tests.HostileResponses;

/// <summary>Tests that recursive schemas, deeply nested schemas and deeply nested values end with an error or a result, without a stack overflow.</summary>
public class RecursiveSchemaTests
{
    private static readonly string s_multiplied = string.Join(",", Enumerable.Range(0, 40).Select(index =>
        $"\"d{index}\":{{\"allOf\":[{{\"$ref\":\"#/$defs/d{index + 1}\"}},{{\"$ref\":\"#/$defs/d{index + 1}\"}}]}}"));

    private static readonly string s_chain = string.Join(",", Enumerable.Range(0, 20_000).Select(index =>
        $"\"d{index}\":{{\"$ref\":\"#/$defs/d{index + 1}\"}}"));

    private static readonly Dictionary<string, string> s_rejected = new()
    {
        ["itself"] = """{"$ref":"#"}""",
        ["itself by name"] = """{"$defs":{"a":{"$ref":"#/$defs/a"}},"$ref":"#/$defs/a"}""",
        ["each other"] = """{"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}},"properties":{"x":{"$ref":"#/$defs/a"}}}""",
        ["allOf"] = """{"allOf":[{"$ref":"#"}]}""",
        ["anyOf"] = """{"type":"object","anyOf":[{"type":"object"},{"$ref":"#"}]}""",
        ["oneOf of a property"] = """{"properties":{"a":{"oneOf":[{"$ref":"#/properties/a"}]}}}""",
        ["not"] = """{"not":{"$ref":"#"}}""",
        ["not of a definition that is not used"] = """{"definitions":{"a":{"not":{"allOf":[{"$ref":"#/definitions/a"}]}}}}""",
        ["escaped name"] = """{"$defs":{"a/b":{"$ref":"#/%24defs/a~1b"}}}""",
        ["multiplied"] = "{\"$defs\":{" + s_multiplied + ""","d40":{}},"$ref":"#/$defs/d0"}""",
        ["long chain"] = "{\"$defs\":{" + s_chain + ""","d20000":{}},"$ref":"#/$defs/d0"}""",
        ["deeply nested"] = string.Concat(Enumerable.Repeat("""{"properties":{"a":""", 100_000)),
        ["deeply nested and closed"] = string.Concat(Enumerable.Repeat("""{"not":""", 10_000)) + "{}" + new string('}', 10_000),
        ["missing definition"] = """{"$ref":"#/$defs/none"}""",
    };

    public static TheoryData<string> Rejected { get; } = [.. s_rejected.Keys];

    [Theory]
    [MemberData(nameof(Rejected))]
    public void Schema_that_applies_without_end_is_rejected(string schema) =>
        Assert.Throws<FormatException>(() => ResponseSchema.Parse(s_rejected[schema]));

    [Theory]
    [InlineData("""{"type":"object","properties":{"next":{"$ref":"#"}}}""", """{"next":{"next":{"next":{}}}}""", true)]
    [InlineData("""{"type":"object","properties":{"next":{"$ref":"#"}}}""", """{"next":{"next":1}}""", false)]
    [InlineData("""{"type":"array","items":{"$ref":"#"}}""", "[[],[[]]]", true)]
    [InlineData("""{"type":"object","properties":{"a":{"anyOf":[{"type":"null"},{"$ref":"#"}]}}}""", """{"a":{"a":null}}""", true)]
    [InlineData("""{"type":"object","additionalProperties":{"$ref":"#"}}""", """{"x":{"y":{}}}""", true)]
    [InlineData("""{"enum":[{"$ref":"#"}]}""", """{"$ref":"#"}""", true)]
    public void Schema_that_refers_to_itself_for_another_value_is_accepted(string schema, string value, bool matches) =>
        Assert.Equal(matches, ResponseSchema.Parse(schema).Validate(value).Value.HasValue);

    [Fact]
    public void Value_that_multiplies_alternatives_does_not_match_after_a_limited_number_of_steps()
    {
        var schema = ResponseSchema.Parse("""{"type":"object","properties":{"a":{"anyOf":[{"$ref":"#"},{"$ref":"#"},{"type":"object","properties":{"a":{"$ref":"#"}}}]}}}""");
        var value = string.Concat(Enumerable.Repeat("{\"a\":", 50)) + "1" + new string('}', 50);
        var result = schema.Validate(value);
        Assert.Null(result.Value);
        Assert.Contains("too many steps", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Large_value_is_validated_completely()
    {
        var schema = ResponseSchema.Parse("""{"type":"array","items":{"type":"object","properties":{"a":{"anyOf":[{"type":"integer"},{"type":"null"}]}}}}""");
        var items = string.Join(",", Enumerable.Repeat("{\"a\":1}", 3_000));
        Assert.True(schema.Validate($"[{items}]").Value.HasValue);
        Assert.Equal("$[3000].a", schema.Validate($"[{items},{{\"a\":\"x\"}}]").Path);
    }

    [Theory]
    [InlineData("{\"a\":")]
    [InlineData("[")]
    public void Deeply_nested_value_does_not_match(string opening)
    {
        var closing = opening == "[" ? "]" : "}";
        var value = string.Concat(Enumerable.Repeat(opening, 50_000)) + "1" + string.Concat(Enumerable.Repeat(closing, 50_000));
        Assert.Null(ResponseSchema.Parse("""{"type":["object","array"]}""").Validate(value).Value);
    }

    [Theory]
    [InlineData("content")]
    [InlineData("x")]
    public async Task Deeply_nested_response_is_InvalidResponse(string field)
    {
        var value = string.Concat(Enumerable.Repeat("[", 100_000)) + new string(']', 100_000);
        await using var server = await TestServer.StartAsync(StubResponses.SendJson($"{{\"choices\":[{{\"message\":{{\"{field}\":{value}}}}}]}}"));
        using var client = server.Connect();
        Assert.Equal(QubridErrorKind.InvalidResponse, (await client.ExpectFailureAsync()).Kind);
        Assert.IsType<QubridApiException>(await Record.ExceptionAsync(() => client.GetModelsAsync(TestClient.NoRetry, default)));
    }
}
