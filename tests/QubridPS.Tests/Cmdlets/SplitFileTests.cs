using System.Text.RegularExpressions;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests -Split with the content of files.</summary>
public sealed class SplitFileTests : IDisposable
{
    private const string Limit = " -Split -MaxInputTokens 400 ";
    private readonly TemporaryFolder _folder = new();

    private string File1 => _folder.File("a.log");

    [Theory]
    [InlineData("Invoke-QubridChat Sum -Path $args" + Limit)]
    [InlineData("$args | ForEach-Object { [IO.FileInfo]$_ } | Invoke-QubridChat Sum -As Content" + Limit)]
    public void Each_part_names_its_files(string script)
    {
        using var mock = CreateMock();
        File.WriteAllText(File1, CreateLines(60));
        File.WriteAllText(_folder.File("b.log"), "");
        File.WriteAllText(_folder.File("c.log"), CreateLines(60));
        Assert.Single(mock.Get(script, File1, _folder.File("b.log"), _folder.File("c.log")));
        var parts = mock.Prompts.Where(prompt => prompt.Contains("Part ", StringComparison.Ordinal)).Select(prompt => FencedData.Parse(prompt).Text).ToList();
        Assert.All(parts, part => Assert.StartsWith("--- file \"", part, StringComparison.Ordinal));
        Assert.Single(parts, part => part.Contains("--- file \"b.log\" (empty) ---\n--- file \"c.log\" ---\nline 1 with", StringComparison.Ordinal));
        foreach (Match heading in parts.SelectMany(part => Regex.Matches(part, "--- file \"[ac].log\" \\(continued from line (\\d+)\\) ---\nline (\\d+) ")))
        {
            Assert.Equal(heading.Groups[1].Value, heading.Groups[2].Value);
        }

        var lines = string.Join("\n", parts.SelectMany(part => part.Split('\n')).Where(line => !line.StartsWith("---", StringComparison.Ordinal)));
        Assert.Equal(CreateLines(60) + CreateLines(60).TrimEnd('\n'), lines);
    }

    [Fact]
    public void Error_names_the_file_and_the_lines_of_a_part()
    {
        using var mock = new MockShell();
        mock.Get("Add-QubridMockReply no -StatusCode 400 -Match 'Part 2 of the data'; Add-QubridMockReply part");
        File.WriteAllText(File1, CreateLines(100));
        Assert.Matches("^Part 2 \\(lines \\d+ to \\d+ of the file 'a.log'\\) failed: ", mock.Run("Invoke-QubridChat Sum -Path $args" + Limit, File1).Error.ErrorDetails.Message);
    }

    [Theory]
    [InlineData("Invoke-QubridChat Sum -Path $args")]
    [InlineData("[IO.FileInfo]$args[0] | Invoke-QubridChat Sum -As Content")]
    [InlineData("[IO.FileInfo]$args[0] | Invoke-QubridChat Sum -As Content -Each")]
    public void Line_over_the_limit_is_named_before_anything_is_sent(string script)
    {
        using var mock = CreateMock();
        File.WriteAllText(File1, CreateLines(99) + string.Concat(Enumerable.Repeat("word ", 300)) + "\nend\n");
        var error = mock.Run(script + Limit, File1).Error;
        Assert.StartsWith("Qubrid.InputTooLarge,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Line 100 of the file 'a.log' ('word word", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(mock.Requests);
    }

    [Fact]
    public async Task Parts_of_a_file_are_sent_while_it_is_read()
    {
        File.WriteAllText(File1, CreateLines(40_000));
        await using var service = await ConcurrencyRecordingServer.StartAsync((server, context, _) =>
        {
            if (server.RequestStarts.Count == 1)
            {
                using var file = new FileStream(File1, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                file.Seek(-8, SeekOrigin.End);
                file.Write("CHANGED"u8);
            }

            return StubResponses.SendStreamAsync(context, "ok");
        });
        using var shell = service.Connect();
        Assert.Single(shell.Get("[IO.FileInfo]$args[0] | Invoke-QubridChat Sum -As Content -Each -Split -MaxInputTokens 20000", File1));
        Assert.Single(service.RequestStarts, request => request.Prompt.Contains("CHANGED", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_gives_one_completion_for_each_file_with_its_file()
    {
        using var mock = CreateMock();
        File.WriteAllText(File1, CreateLines(100));
        File.WriteAllText(_folder.File("b.log"), "small");
        var completions = mock.Get("$args | ForEach-Object { [IO.FileInfo]$_ } | Invoke-QubridChat Sum -As Content -Each -ThrottleLimit 2" + Limit, File1, _folder.File("b.log"));
        Assert.Equal(["a.log", "b.log"], completions.Select(completion => ((FileInfo)completion.GetValue("InputObject")!).Name));
        Assert.Equal(["merged", "part"], completions.Select(completion => completion.GetText()));
    }

    public void Dispose() => _folder.Dispose();

    private static string CreateLines(int count) => string.Concat(Enumerable.Range(1, count).Select(number => $"line {number} with some words\n"));

    private static MockShell CreateMock()
    {
        var mock = new MockShell();
        mock.Get("Add-QubridMockReply -Text merged -Match 'into one answer' -Times 100; Add-QubridMockReply -Text part -Match . -Times 1000");
        return mock;
    }
}
