using System.Text.Json;
using Qubrid.Client.Schema;

namespace Qubrid.Client.Tests.Schema;

/// <summary>Where in an answer the value is found.</summary>
public class AnswerTests
{
    private static readonly ResponseSchema s_object = ResponseSchema.Parse("""{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}""");
    private static readonly ResponseSchema s_list = ResponseSchema.Parse("""{"type":"array","items":{"type":"integer"}}""");

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
    public void The_value_is_found(string text) =>
        Assert.Equal(1, s_object.Validate(text).Value!.Value.GetProperty("a").GetInt32());

    [Theory]
    [InlineData("[1,2]")]
    [InlineData("See [this]: [1,2] {\"a\":1}")]
    public void A_list_is_found(string text) => Assert.Equal(2, s_list.Validate(text).Value!.Value.GetArrayLength());

    [Theory]
    [InlineData("", "$", "the answer is empty")]
    [InlineData(null, "$", "the answer is empty")]
    [InlineData("I will not.", "$", "the answer holds no whole JSON value")]
    [InlineData("{\"a\":1", "$", "the answer holds no whole JSON value")]
    [InlineData("{\"a\":\"x\"}", "$.a", "integer expected")]
    [InlineData("{\"b\":1}", "$.a", "property required")]
    [InlineData("[]", "$", "object expected")]
    public void What_does_not_fit_is_named(string? text, string path, string reason)
    {
        var check = s_object.Validate(text);
        Assert.Null(check.Value);
        Assert.Equal((path, reason), (check.Path, check.Reason));
    }

    [Fact]
    public void The_place_in_a_list_is_named()
    {
        var schema = ResponseSchema.Parse("""{"type":"object","properties":{"l":{"type":"array","items":{"type":"object","properties":{"n":{"enum":["x","y"]}}}}}}""");
        Assert.Equal("$.l[1].n: not one of x, y", schema.Validate("""{"l":[{"n":"x"},{"n":"z"}]}""").ToString());
    }

    [Fact]
    public void A_text_of_brackets_is_given_up_soon()
    {
        Assert.Null(s_object.Validate(new string('{', 200_000)).Value);
        Assert.Null(s_object.Validate(string.Concat(Enumerable.Repeat("{\"b\":1} ", 20_000))).Value);
    }

    [Theory]
    [InlineData("123456789012345678901234567890")]
    [InlineData("-123456789012345678901234567890")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    public void Any_whole_number_is_an_integer(string number)
    {
        var check = s_object.Validate($$"""{"a":{{number}}}""");
        Assert.Equal(number, check.Value!.Value.GetProperty("a").GetRawText());
        Assert.False(s_object.Validate("""{"a":1.5}""").Value.HasValue);
    }

    [Fact]
    public void Names_that_differ_in_case_or_are_empty_are_names()
    {
        var schema = ResponseSchema.Parse("""{"type":"object","additionalProperties":false,"properties":{"a":{"type":"integer"},"A":{"type":"string"},"":{"type":"boolean"}}}""");
        Assert.NotNull(schema.Validate("""{"a":1,"A":"x","":true}""").Value);
        Assert.Equal("$.A", schema.Validate("""{"a":1,"A":2}""").Path);
    }

    [Fact]
    public void The_wire_gets_the_schema_as_it_was_written()
    {
        var format = s_object.ResponseFormat;
        Assert.Equal("json_schema", format.GetProperty("type").GetString());
        Assert.True(JsonElement.DeepEquals(s_object.Json, format.GetProperty("json_schema").GetProperty("schema")));
    }
}
