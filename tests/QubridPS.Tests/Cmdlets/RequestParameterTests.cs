using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

public class RequestParameterTests
{
    [Fact]
    public void Every_parameter_is_sent_with_its_JSON_name()
    {
        using var mock = new MockShell();
        mock.Get("""
            Invoke-QubridChat 'P' -System 'S' -Model m -MaxTokens 5 -Temperature 0.25 -TopP 0.5 -Stop a, b -PresencePenalty -1 -FrequencyPenalty 2 -Seed 42 -ReasoningEffort high -NoStream -AdditionalProperty @{ top_k = 3; logit_bias = @{ '50' = -100 } }
            """);
        Assert.Equal(
            """{"model":"m","messages":[{"role":"system","content":"S"},{"role":"user","content":"P"}],"max_tokens":5,"temperature":0.25,"top_p":0.5,"stop":["a","b"],"presence_penalty":-1,"frequency_penalty":2,"seed":42,"reasoning_effort":"high","stream":false,"logit_bias":{"50":-100},"top_k":3}""",
            mock.Requests.Single().GetText("Body"));
    }

    [Fact]
    public void Unspecified_parameters_are_not_sent_except_stream()
    {
        using var mock = new MockShell();
        mock.Get("Invoke-QubridChat 'Grüße <&>'");
        Assert.Equal("""{"model":"openai/gpt-oss-120b","messages":[{"role":"user","content":"Grüße <&>"}],"stream":true}""", mock.Requests.Single().GetText("Body"));
    }

    [Theory]
    [InlineData("-Temperature 2.1")]
    [InlineData("-Temperature -0.1")]
    [InlineData("-TopP 1.5")]
    [InlineData("-MaxTokens 0")]
    [InlineData("-PresencePenalty 3")]
    [InlineData("-FrequencyPenalty -3")]
    [InlineData("-Stop a,b,c,d,e")]
    [InlineData("-Depth 0")]
    [InlineData("-As Xml")]
    [InlineData("-TimeoutSeconds -1")]
    public void Value_out_of_range_is_rejected_and_nothing_is_sent(string parameter)
    {
        using var mock = new MockShell();
        Assert.IsAssignableFrom<ParameterBindingException>(mock.Run("Invoke-QubridChat hi " + parameter).Error.Exception);
        Assert.Empty(mock.Requests);
    }

    [Theory]
    [InlineData("@{ stream = $false }")]
    [InlineData("@{ reasoning_effort = 'low' }")]
    [InlineData("@{ tool_choice = 'auto' } -Tool Get-Module")]
    public void Additional_property_with_its_own_parameter_is_rejected(string arguments)
    {
        using var mock = new MockShell();
        var error = mock.Run("Invoke-QubridChat hi -AdditionalProperty " + arguments).Error;
        Assert.StartsWith("Qubrid.ReservedProperty,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_deep_additional_property_is_a_clear_error()
    {
        using var mock = new MockShell();
        const string script = "$deep = @{ leaf = 1 }; foreach ($level in 1..70) { $deep = @{ inner = $deep } }; Invoke-QubridChat hi -AdditionalProperty $deep";
        var error = mock.Run(script).Error;
        Assert.StartsWith("Qubrid.InvalidInput,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("64 levels", error.ErrorDetails?.Message ?? error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(mock.Requests);
    }

    [Fact]
    public void Output_modes_are_mutually_exclusive()
    {
        using var mock = new MockShell();
        var error = mock.Run("Invoke-QubridChat hi -Stream -Live").Error;
        Assert.StartsWith("Qubrid.InvalidInput,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(mock.Requests);
    }

    [Fact]
    public void Image_file_is_sent_as_a_data_URI_with_its_media_type()
    {
        using var folder = new TemporaryFolder();
        byte[] png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];
        File.WriteAllBytes(folder.File("wrong.jpg"), png);
        using var mock = new MockShell();
        mock.Get("param($i) Invoke-QubridChat 'What is this?' -Image $i, 'https://example.com/a.png'", folder.File("wrong.jpg"));
        var parts = mock.Body().GetProperty("messages")[0].GetProperty("content");
        Assert.Equal("What is this?", parts[0].GetProperty("text").GetString());
        Assert.Equal("data:image/png;base64," + Convert.ToBase64String(png), parts[1].GetProperty("image_url").GetProperty("url").GetString());
        Assert.Equal("https://example.com/a.png", parts[2].GetProperty("image_url").GetProperty("url").GetString());
    }

    [Fact]
    public void Missing_or_invalid_image_is_an_error_and_nothing_is_sent()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("text.png"), "no image");
        using var mock = new MockShell();
        Assert.StartsWith("Qubrid.ImageNotFound,", mock.Run("Invoke-QubridChat hi -Image ./missing.png").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        var error = mock.Run("param($i) Invoke-QubridChat hi -Image $i", folder.File("text.png")).Error;
        Assert.StartsWith("Qubrid.NotAnImage,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(mock.Requests);
    }

    [Fact]
    public void WhatIf_shows_endpoint_size_and_body_and_sends_nothing()
    {
        using var mock = new MockShell();
        var seen = mock.Shell.Show("Invoke-QubridChat 'Secret plan' -WhatIf");
        Assert.Contains("What if: Send a request of ", seen, StringComparison.Ordinal);
        Assert.Contains("/v1/chat/completions", seen, StringComparison.Ordinal);
        Assert.Contains("""{"role":"user","content":"Secret plan"}""", seen, StringComparison.Ordinal);
        Assert.Empty(mock.Requests);
        Assert.Empty(mock.Get("'a', 'b' | Invoke-QubridChat -WhatIf"));
    }

    [Fact]
    public void Verbose_output_has_request_response_and_timing_but_no_key()
    {
        using var mock = new MockShell();
        var lines = mock.Run("Invoke-QubridChat hi -Verbose -Debug").Verbose;
        Assert.Contains(lines, line => line.StartsWith("POST http://127.0.0.1:", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Response 200 after ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("1 + 4 tokens, finish reason stop", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("mock-key", StringComparison.Ordinal));
    }
}
