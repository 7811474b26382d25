using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests -Split with -Redact: what is sent fits and contains no value, and errors neither.</summary>
public class SplitRedactionTests
{
    private const string Split = " | Invoke-QubridChat Sum -Split -MaxInputTokens 500 ";

    [Theory]
    [InlineData("1..120 | ForEach-Object { \"1.1.1.$_\" }", "IPAddress")]
    [InlineData("1..60 | ForEach-Object { [pscustomobject]@{ A = \"1.1.1.$_\" } }", "IPAddress")]
    [InlineData("1..40 | ForEach-Object { \"1.1.1.$_\" }", "IPAddress")]
    public void Requests_with_placeholders_that_are_longer_than_the_values_fit(string data, string category)
    {
        using var mock = CreateMock();
        Assert.Single(mock.Get(data + Split + $"-Redact {category}"));
        Assert.All(mock.Prompts, prompt =>
        {
            Assert.DoesNotContain("1.1.1.", prompt, StringComparison.Ordinal);
            Assert.InRange(Estimate(prompt), 1, 500);
        });
        Assert.Contains(mock.Prompts, prompt => prompt.Contains("[IPADDRESS_1]", StringComparison.Ordinal));
    }

    [Fact]
    public void Value_of_several_lines_is_not_divided()
    {
        using var mock = CreateMock();
        foreach (var before in new[] { 5, 15, 22, 25, 30, 40 })
        {
            mock.Get("param($before) $key = '-----BEGIN RSA PRIVATE KEY-----', 'MIIEpAIBAAKCAQEA01', 'MIIEpAIBAAKCAQEA02', 'MIIEpAIBAAKCAQEA03', '-----END RSA PRIVATE KEY-----'; "
                + "@(1..$before | ForEach-Object { \"line $_ with some words\" }) + $key + @(1..60 | ForEach-Object { \"line $_ with some words\" })" + Split + "-Redact Secret", before);
        }

        Assert.All(mock.Prompts, prompt => Assert.DoesNotContain("MIIEp", prompt, StringComparison.Ordinal));
    }

    [Fact]
    public void Error_of_a_line_over_the_limit_contains_no_value()
    {
        using var mock = CreateMock();
        var error = mock.Run("('password=hunter2 ' + 'word ' * 500), 'b'" + Split + "-Redact Secret").Error;
        Assert.StartsWith("Line 1 ('password=[SECRET_1] word", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-ThrottleLimit 2")]
    [InlineData("-Each -Checkpoint $file")]
    public void Pattern_that_takes_too_long_on_an_answer_is_an_error_record(string parameters)
    {
        using var mock = new MockShell();
        using var folder = new TemporaryFolder();
        mock.Get("Add-QubridMockReply -Text ('a' * 60 + '!') -Match 'Part \\d of the data' -Times 100; Add-QubridMockReply -Text merged");
        var result = mock.Run(
            "param($file) " + (parameters.StartsWith("-Each", StringComparison.Ordinal) ? "(@(1..100 | ForEach-Object { \"line $_ with some words\" }) -join \"`n\")" : "1..100 | ForEach-Object { \"line $_ with some words\" }")
            + Split + "-Redact '(?<word>(a+)+)\\1$' " + parameters, folder.File("run"));
        Assert.Empty(result.Output);
        Assert.All(result.AllErrors, error => Assert.StartsWith("Qubrid.RedactionFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Single(result.AllErrors);
    }

    private static int Estimate(string text) => 4 + ((text.Sum(character => character switch
    {
        (>= 'a' and <= 'z') or ' ' => 22,
        >= 'A' and <= 'Z' => 50,
        _ => 60,
    }) + 99) / 100);

    private static MockShell CreateMock()
    {
        var mock = new MockShell();
        mock.Get("Add-QubridMockReply -Text merged -Match 'into one answer' -Times 100; Add-QubridMockReply -Text part -Match . -Times 1000");
        return mock;
    }
}
