namespace Qubrid.Client.Tests.StructuredOutput;

/// <summary>Tests that every schema keyword is either validated or rejected.</summary>
public class SchemaKeywordTests
{
    [Theory]
    [InlineData("""{"type":"object","properties":{"v":{"type":["string","null"]}}}""", "null", "5")]
    [InlineData("""{"properties":{"v":{"const":"k"}},"type":"object"}""", "\"k\"", "\"z\"")]
    [InlineData("""{"properties":{"v":{"const":{"x":[1]}}},"type":"object"}""", "{\"x\":[1]}", "{\"x\":[2]}")]
    [InlineData("""{"type":"object","properties":{"v":{"enum":["low","high"]}}}""", "\"low\"", "\"Low\"")]
    [InlineData("""{"type":"object","properties":{"v":{"$ref":"#/$defs/n"}},"$defs":{"n":{"type":"integer"}}}""", "1", "\"1\"")]
    [InlineData("""{"type":"object","properties":{"v":{"$ref":"#/definitions/n"}},"definitions":{"n":{"const":3}}}""", "3", "4")]
    [InlineData("""{"type":"object","properties":{"v":{"anyOf":[{"type":"string"},{"const":1}]}}}""", "1", "2")]
    [InlineData("""{"type":"object","properties":{"v":{"oneOf":[{"type":"string"},{"type":"integer"}]}}}""", "1", "true")]
    [InlineData("""{"type":"object","properties":{"v":{"allOf":[{"minimum":1},{"maximum":3}],"type":"number"}}}""", "2", "4")]
    [InlineData("""{"type":"object","properties":{"v":{"not":{"const":1}}}}""", "2", "1")]
    [InlineData("""{"type":"object","properties":{"v":{"type":"integer","exclusiveMinimum":3}}}""", "4", "3")]
    [InlineData("""{"type":"object","properties":{"v":{"type":"string","pattern":"^a"}}}""", "\"ab\"", "\"b\"")]
    [InlineData("""{"type":"object","properties":{"v":{"type":"string","minLength":2,"maxLength":3}}}""", "\"ab\"", "\"abcd\"")]
    [InlineData("""{"type":"object","properties":{"v":{"type":"array","items":{"const":1},"minItems":1,"uniqueItems":true}}}""", "[1]", "[1,1]")]
    [InlineData("""{"type":"object","properties":{"v":{"type":"array","items":[{"type":"string"},{"const":1}]}}}""", "[\"a\",1]", "[\"a\",2]")]
    [InlineData("""{"type":"object","properties":{"v":{"type":"object","additionalProperties":{"type":"integer"}}}}""", "{\"x\":1}", "{\"x\":\"1\"}")]
    [InlineData("""{"type":"object","properties":{"v":{"type":"object","patternProperties":{"^x":{"const":1}}}}}""", "{\"x1\":1}", "{\"x1\":2}")]
    [InlineData("""{"type":"object","properties":{"v":{"type":"string","format":"date-time"}}}""", "\"2026-01-02T03:04:05Z\"", "\"soon\"")]
    [InlineData("""{"type":"object","properties":{"v":{"type":"string","format":"time"}}}""", "\"05:06:07.123456789z\"", "\"25:06:07Z\"")]
    [InlineData("""{"type":"object","properties":{"v":{"type":"string","format":"time"}}}""", "\"23:59:60+02:00\"", "\"5 o'clock\"")]
    [InlineData("""{"type":"object","properties":{"v":{"enum":["2026-03-04T05:06:07Z","x"]}}}""", "\"2026-03-04T05:06:07Z\"", "\"2026-03-04T05:06:07.0Z\"")]
    [InlineData("""{"type":"object","properties":{"v":{"anyOf":[{"const":"2026-03-04T05:06:07.50+02:00"},{"const":1}]}}}""", "\"2026-03-04T05:06:07.50+02:00\"", "\"2026-03-04T05:06:07.5+02:00\"")]
    [InlineData("""{"type":"object","properties":{"v":{"$ref":"#/$defs/d"}},"$defs":{"d":{"const":"2026-03-04T05:06:07"}}}""", "\"2026-03-04T05:06:07\"", "\"2026-03-04T05:06:08\"")]
    [InlineData("""{"type":"object","properties":{"v":false,"w":true}}""", null, "1")]
    [InlineData("""{"type":"object","properties":{"const":{},"if":{},"v":{"type":"null"}}}""", "null", "1")]
    public void Supported_keyword_is_validated(string schema, string? valid, string invalid)
    {
        var parsed = ResponseSchema.Parse(schema);
        Assert.NotNull(parsed.Validate(valid is null ? "{}" : $$"""{"v":{{valid}}}""").Value);
        Assert.Null(parsed.Validate($$"""{"v":{{invalid}}}""").Value);
    }

    [Theory]
    [InlineData("""{"if":{},"then":{}}""", "$.if")]
    [InlineData("""{"type":"object","properties":{"v":{"prefixItems":[]}}}""", "$.properties.v.prefixItems")]
    [InlineData("""{"type":"array","items":{"contains":{}}}""", "$.items.contains")]
    [InlineData("""{"anyOf":[{"propertyNames":{}}]}""", "$.anyOf.propertyNames")]
    [InlineData("""{"$ref":"http://127.0.0.1:1/x.json"}""", "$.$ref")]
    [InlineData("""{"$ref":"/etc/passwd"}""", "$.$ref")]
    [InlineData("""{"properties":{"v":7}}""", "$.properties.v")]
    [InlineData("7", "$")]
    [InlineData("{", "not valid JSON")]
    public void Unsupported_keyword_is_rejected(string schema, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => ResponseSchema.Parse(schema)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"$ref":"#/$defs/none"}""")]
    [InlineData("""{"type":"nonsense"}""")]
    [InlineData("""{"type":"object","required":7}""")]
    public void Invalid_schema_is_rejected(string schema) => Assert.Throws<FormatException>(() => ResponseSchema.Parse(schema));
}
