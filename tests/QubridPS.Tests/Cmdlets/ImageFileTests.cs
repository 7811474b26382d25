using System.Text.Json;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests image files in the pipeline and the size limits of images.</summary>
public sealed class ImageFileTests : IDisposable
{
    private const string Files = "$files = [System.IO.DirectoryInfo]::new($args[0]).GetFiles($args[1]) | ForEach-Object { $_ }\n";
    private static readonly byte[] s_png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13];
    private static readonly byte[] s_webp = "RIFFxxxxWEBP"u8.ToArray();

    private readonly TemporaryFolder _folder = new();
    private readonly MockShell _mock = new();

    public ImageFileTests()
    {
        File.WriteAllBytes(_folder.File("a.png"), s_png);
        File.WriteAllBytes(_folder.File("b.png"), s_webp);
        File.WriteAllText(_folder.File("fake.jpg"), "no image, but some text");
        File.WriteAllBytes(_folder.File("photo.txt"), s_png);
    }

    [Fact]
    public void Each_sends_one_request_per_image_file()
    {
        var contents = Run("$files | Sort-ByName | Invoke-QubridChat 'Describe' -Each | ForEach-Object { \"$($_.InputObject.Name): $($_.Text)\" }", "?.png");
        Assert.Equal(["a.png: Mock answer to: Describe", "b.png: Mock answer to: Describe"], contents);
        Assert.Equal(["Describe", CreateDataUri("image/png", s_png)], GetParts(0));
        Assert.Equal(["Describe", CreateDataUri("image/webp", s_webp)], GetParts(1)); // the type is detected from the content, not from the name
    }

    [Fact]
    public void Image_files_are_sent_in_one_request_by_default()
    {
        Run("$files | Sort-ByName | Invoke-QubridChat 'Compare'", "?.png");
        Assert.Equal(["Compare", CreateDataUri("image/png", s_png), CreateDataUri("image/webp", s_webp)], GetParts(0));
        Assert.Single(_mock.Requests);
    }

    [Theory]
    [InlineData("$files | Invoke-QubridChat 'Which is old?'", "*")] // one of them is not an image
    [InlineData("$files | Invoke-QubridChat 'Which is old?' -Each", "fake.jpg")]
    [InlineData("$files | Invoke-QubridChat 'Which is old?' -Each", "photo.txt")]
    [InlineData("$files | Invoke-QubridChat 'Which is old?' -Property Name", "?.png")]
    [InlineData("$files | Invoke-QubridChat 'Which is old?' -As List -Each", "a.png")]
    [InlineData("$files | ForEach-Object { [pscustomobject]@{ Name = $_.Name; FullName = $_.FullName } } | Invoke-QubridChat 'Which is old?'", "a.png")]
    [InlineData("$files | ForEach-Object { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_)) } | Invoke-QubridChat 'Which is old?'", "a.png")]
    [InlineData("$files | ForEach-Object FullName | Invoke-QubridChat 'Which is old?'", "a.png")]
    [InlineData("$files | Invoke-QubridChat -Prompt { \"Is $($_.Name) old?\" }", "a.png")]
    public void Other_files_are_data_and_are_not_read(string script, string filter)
    {
        Run(script, filter);
        Assert.Equal(JsonValueKind.String, GetContent(0).ValueKind);
    }

    [Fact]
    public void Image_file_among_other_objects_is_data()
    {
        Run("@($files) + @([System.IO.FileInfo]'/nowhere/c.txt') | Invoke-QubridChat 'Which is old?'", "a.png");
        Assert.Contains("(2 objects as ", GetContent(0).GetString(), StringComparison.Ordinal);
        Assert.Contains("\"Name\":\"a.png\"", GetContent(0).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Too_large_image_is_an_item_error()
    {
        CreateFile("b.png", (20 * 1024 * 1024) + 1);
        var result = _mock.Run(Files + "$files | Invoke-QubridChat 'Describe' -Each", _folder.Path, "?.png");
        Assert.StartsWith("Qubrid.ImageTooLarge,", result.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("b.png' exceeds the size limit of 20 MB per image", result.Error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Single(result.Output);
        foreach (var script in new[] { "Invoke-QubridChat hi -Image $args[0]", "New-QubridMessage hi -Image $args[0]" })
        {
            Assert.StartsWith("Qubrid.ImageTooLarge,", _mock.Run(script, _folder.File("b.png")).Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Images_of_a_request_have_a_total_limit()
    {
        CreateFile("a.png", 18 * 1024 * 1024);
        var error = _mock.Run("param($i) Invoke-QubridChat hi -Image $i, $i, $i", _folder.File("a.png")).Error;
        Assert.StartsWith("Qubrid.ImageTooLarge,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_mock.Requests);
    }

    [Fact]
    public void WhatIf_truncates_image_data()
    {
        CreateFile("a.png", 100_000);
        var output = _mock.Run("param($i) Invoke-QubridChat hi -Image $i -WhatIf", _folder.File("a.png")).Information[0].ToString();
        Assert.InRange(output.Length, 1, 1000);
        Assert.Contains("data:image/png;base64,iVBORw0KGgoAAAANAAAAAAAA... (", output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _mock.Dispose();
        _folder.Dispose();
    }

    private List<string> Run(string script, string filter)
    {
        const string sort = "function Sort-ByName { $all = @($input); $names = [string[]]$all.Name; [array]::Sort($names, $all); $all }\n";
        return [.. _mock.Get(sort + Files + script, _folder.Path, filter).Select(line => line.ToString())];
    }

    private void CreateFile(string name, int length)
    {
        using var file = File.Open(_folder.File(name), FileMode.Open);
        file.SetLength(length);
    }

    private JsonElement GetContent(int index) => _mock.Body(index).GetProperty("messages").EnumerateArray().Last().GetProperty("content");

    private List<string?> GetParts(int index) =>
    [
        .. GetContent(index).EnumerateArray().Select(part =>
            part.TryGetProperty("image_url", out var image) ? image.GetProperty("url").GetString() : part.GetProperty("text").GetString()),
    ];

    private static string CreateDataUri(string type, byte[] content) => $"data:{type};base64,{Convert.ToBase64String(content)}";
}
