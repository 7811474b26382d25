using System.Text.Json;

namespace Qubrid.Client.Tests.StructuredOutput;

/// <summary>Tests how JSON is found in the text of a completion and validated.</summary>
public class ResponseSchemaTests
{
    private static readonly ResponseSchema s_objectSchema = ResponseSchema.Parse("""{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}""");
    private static readonly ResponseSchema s_wrappedSchema = ResponseSchema.Parse(
        """{"type":"object","properties":{"value":{"type":"array","items":{"type":"object","required":["a"]}}},"required":["value"]}""", "value");

    private static readonly ResponseSchema s_listSchema = ResponseSchema.Parse("""{"type":"array","items":{"type":"integer"}}""");

    [Theory]
    [InlineData("""{"value":[{"a":1}]}""")]
    [InlineData("""[{"a":1}]""")]
    [InlineData("""Here is the list: [{"a":1}] as requested.""")]
    [InlineData("""Here is the list: {"value":[{"a":1}]} as requested.""")]
    public void List_is_accepted_with_and_without_the_property_that_contains_it(string text) =>
        Assert.Equal("""{"value":[{"a":1}]}""", s_wrappedSchema.Validate(text).Value?.GetRawText());

    [Theory]
    [InlineData("""[{"b":1}]""", "$.value[0]")]
    [InlineData("""{"values":[{"a":1}]}""", "$")]
    [InlineData("5", "$.value")]
    public void List_that_does_not_match_is_reported(string text, string path) =>
        Assert.StartsWith(path, s_wrappedSchema.Validate(text).Path, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"a":1}""")]
    [InlineData(" \n{\"a\":1}\n ")]
    [InlineData("""{"a":1,}""")]
    [InlineData("{\"a\":1 /* one */}")]
    [InlineData("```json\n{\"a\":1}\n```")]
    [InlineData("```\n{\"a\":1}\n```")]
    [InlineData("Here:\n```json\n{\"a\":1}\n```\nDone.")]
    [InlineData("First ```js\nlet x = {};\n``` and then ```json\n{\"a\":1}\n```")]
    [InlineData("Sure! {\"a\":1} is it.")]
    [InlineData("Not {this} nor {\"b\":2} but {\"a\":1}.")]
    [InlineData("An open { and {\"a\":1}")]
    [InlineData("<think>maybe {\"a\":7}</think>{\"a\":1}")]
    [InlineData("ä😀 {\"a\":1}")]
    public void JSON_object_is_found_in_the_text(string text) =>
        Assert.Equal(1, s_objectSchema.Validate(text).Value!.Value.GetProperty("a").GetInt32());

    [Theory]
    [InlineData("[1,2]")]
    [InlineData("See [this]: [1,2] {\"a\":1}")]
    public void JSON_array_is_found_in_the_text(string text) => Assert.Equal(2, s_listSchema.Validate(text).Value!.Value.GetArrayLength());

    [Theory]
    [InlineData("", "$", "the text is empty")]
    [InlineData(null, "$", "the text is empty")]
    [InlineData("I will not.", "$", "the text contains no complete JSON value")]
    [InlineData("{\"a\":1", "$", "the text contains no complete JSON value")]
    [InlineData("{\"a\":\"x\"}", "$.a", "integer expected")]
    [InlineData("{\"b\":1}", "$.a", "property required")]
    [InlineData("[]", "$", "object expected")]
    public void Mismatch_reports_path_and_reason(string? text, string path, string reason)
    {
        var check = s_objectSchema.Validate(text);
        Assert.Null(check.Value);
        Assert.Equal((path, reason), (check.Path, check.Reason));
    }

    [Fact]
    public void Mismatch_in_an_array_reports_the_index()
    {
        var schema = ResponseSchema.Parse("""{"type":"object","properties":{"l":{"type":"array","items":{"type":"object","properties":{"n":{"enum":["x","y"]}}}}}}""");
        Assert.Equal("$.l[1].n: not one of x, y", schema.Validate("""{"l":[{"n":"x"},{"n":"z"}]}""").ToString());
    }

    [Fact]
    public void Text_of_only_brackets_is_abandoned_quickly()
    {
        Assert.Null(s_objectSchema.Validate(new string('{', 200_000)).Value);
        Assert.Null(s_objectSchema.Validate(string.Concat(Enumerable.Repeat("{\"b\":1} ", 20_000))).Value);
    }

    [Theory]
    [InlineData("123456789012345678901234567890")]
    [InlineData("-123456789012345678901234567890")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    public void Any_whole_number_is_valid_as_integer(string number)
    {
        var check = s_objectSchema.Validate($$"""{"a":{{number}}}""");
        Assert.Equal(number, check.Value!.Value.GetProperty("a").GetRawText());
        Assert.False(s_objectSchema.Validate("""{"a":1.5}""").Value.HasValue);
    }

    [Fact]
    public void Property_names_are_case_sensitive_and_may_be_empty()
    {
        var schema = ResponseSchema.Parse("""{"type":"object","additionalProperties":false,"properties":{"a":{"type":"integer"},"A":{"type":"string"},"":{"type":"boolean"}}}""");
        Assert.NotNull(schema.Validate("""{"a":1,"A":"x","":true}""").Value);
        Assert.Equal("$.A", schema.Validate("""{"a":1,"A":2}""").Path);
    }

    [Fact]
    public void Response_format_contains_the_schema_as_written()
    {
        var format = s_objectSchema.ResponseFormat;
        Assert.Equal("json_schema", format.GetProperty("type").GetString());
        Assert.True(JsonElement.DeepEquals(s_objectSchema.Json, format.GetProperty("json_schema").GetProperty("schema")));
    }
}
