using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests the file of Export-QubridReport: errors, replacement, and that no incomplete file remains.</summary>
public sealed class ReportFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Shell _shell = new();

    [Theory]
    [InlineData("@() | Export-QubridReport ./new.html", "Qubrid.InvalidInput", "There is nothing to report*")]
    [InlineData("$null | Export-QubridReport ./new.html", "Qubrid.InvalidInput", "There is nothing to report*")]
    [InlineData("Export-QubridReport ./new.html", "Qubrid.InvalidInput", "There is nothing to report*")]
    [InlineData("New-QubridCompletion a | Export-QubridReport .", "Qubrid.ReportUnusable", "*because it is a folder.")]
    [InlineData("New-QubridCompletion a | Export-QubridReport ./none/", "Qubrid.ReportUnusable", "*because it is a folder.")]
    [InlineData("New-QubridCompletion a | Export-QubridReport ./none/a.html", "Qubrid.ReportUnusable", "*because the folder does not exist.")]
    [InlineData("New-QubridCompletion a | Export-QubridReport Env:/a.html", "Qubrid.ReportUnusable", "*belongs to the provider Environment*")]
    [InlineData("New-QubridCompletion a | Export-QubridReport ./old.html", "Qubrid.FileExists", "*exists already.")]
    [InlineData("New-QubridCompletion a | Export-QubridReport ./old.html/a.html", "Qubrid.ReportUnusable", "*because the folder does not exist.")]
    [InlineData("New-QubridCompletion a | Export-QubridReport ./new.html -GroupBy 'a..b'", "Qubrid.InvalidInput", "*a..b*")]
    [InlineData("New-QubridCompletion a | Export-QubridReport ./new.html -Price 1", "Qubrid.InvalidInput", "*-Price*")]
    public void Invalid_use_is_a_clear_error_and_leaves_no_file(string command, string id, string message)
    {
        File.WriteAllText(_folder.File("old.html"), "old");
        var result = _shell.Run($"param($folder) $ExecutionContext.SessionState.Path.SetLocation($folder) > $null; {command}", _folder.Path);
        Assert.Equal(id, result.Error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.True(new WildcardPattern(message).IsMatch(result.Error.ErrorDetails.Message), result.Error.ErrorDetails.Message);
        Assert.NotEmpty(result.Error.ErrorDetails.RecommendedAction);
        Assert.Equal([_folder.File("old.html")], Directory.GetFileSystemEntries(_folder.Path));
        Assert.Equal("old", File.ReadAllText(_folder.File("old.html")));
    }

    [Fact]
    public void Other_objects_are_errors_and_the_rest_is_reported()
    {
        var result = _shell.Run("param($path) 1, (New-QubridCompletion a), ([datetime]::Now), $null | Export-QubridReport $path", _folder.File("report.html"));
        Assert.Equal(["The object of type Int32 is not a chat completion.", "The object of type DateTime is not a chat completion."], result.AllErrors.Select(error => error.ToString()));
        Assert.Single(ReportPage.Read(_folder.File("report.html")).Rows);
    }

    [Fact]
    public void Only_other_objects_write_no_file()
    {
        var result = _shell.Run("param($path) 1 | Export-QubridReport $path", _folder.File("report.html"));
        Assert.StartsWith("There is nothing to report", result.AllErrors.Last().ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("& { New-QubridCompletion a; throw 'stop' } | Export-QubridReport $path")] // the command before fails
    [InlineData("New-QubridCompletion a | Export-QubridReport $path -PassThru | ForEach-Object { throw 'stop' }")] // the report is complete
    [InlineData("& { New-QubridCompletion a; [System.IO.File]::WriteAllText($path, 'other'); New-QubridCompletion b } | Export-QubridReport $path")]
    [InlineData("New-QubridCompletion a | Export-QubridReport $path -WhatIf")]
    public void Temporary_files_are_removed(string command)
    {
        _shell.Run($"param($path) {command}", _folder.File("report.html"));
        Assert.DoesNotContain(Directory.GetFileSystemEntries(_folder.Path), path => path != _folder.File("report.html"));
    }

    [Fact]
    public void File_that_appeared_in_the_meantime_is_kept()
    {
        var result = _shell.Run(
            "param($path) & { New-QubridCompletion a; [System.IO.File]::WriteAllText($path, 'other') } | Export-QubridReport $path", _folder.File("report.html"));
        Assert.Equal("Qubrid.FileExists", result.Error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal("other", File.ReadAllText(_folder.File("report.html")));
    }

    [Fact]
    public void Stopped_command_leaves_no_file()
    {
        using var command = _shell.Create("param($path) & { New-QubridCompletion a; $started.Set(); for (;;) { [System.Threading.Thread]::Sleep(10) } } | Export-QubridReport $path", _folder.File("report.html"));
        using var started = new ManualResetEventSlim();
        command.Runspace.SessionStateProxy.SetVariable("started", started);
        var running = command.BeginInvoke();
        Assert.True(started.Wait(TimeSpan.FromMinutes(1)));
        command.Stop();
        Assert.Throws<PipelineStoppedException>(() => command.EndInvoke(running));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Existing_file_is_replaced_with_Force_even_if_it_is_read_only()
    {
        var path = _folder.File("report [1].html");
        File.WriteAllText(path, "old");
        File.SetAttributes(path, FileAttributes.ReadOnly);
        var file = _shell.Get("param($path) New-QubridCompletion a | Export-QubridReport -Path $path -Force -PassThru", path).Single();
        Assert.Equal(path, Assert.IsType<FileInfo>(file.BaseObject).FullName);
        Assert.Contains("PSPath", file.Properties.Select(property => property.Name));
        Assert.Single(ReportPage.Read(path).Rows);
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }
}
