using QubridPS.Tests.Support;

namespace QubridPS.Tests.Faults;

/// <summary>Tests that only the named files are read and sent.</summary>
public class ImageFileAccessTests
{
    [Fact]
    public async Task Image_sends_only_the_content_of_the_named_file()
    {
        using var folder = new TemporaryFolder();
        byte[] png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 1, 2, 3];
        await File.WriteAllBytesAsync(folder.File("named.png"), png);
        await File.WriteAllBytesAsync(folder.File("other.png"), [.. png, 77, 77, 77]);
        await using var service = await StubServer.StartAsync(context => StubResponses.SendStreamAsync(context, "ok"));
        using var shell = service.Connect();
        shell.Get("param($image) Invoke-QubridChat hi -Image $image", folder.File("named.png"));
        var body = Assert.Single(service.Bodies);
        Assert.Contains(Convert.ToBase64String(png), body, StringComparison.Ordinal);
        Assert.DoesNotContain("TU1N", body, StringComparison.Ordinal); // the content of the other file
        Assert.DoesNotContain("named", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*.png")]
    [InlineData("secret.txt")]
    [InlineData("..")]
    public async Task Other_file_is_not_sent_as_an_image(string name)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("secret.txt"), "password");
        await using var service = await StubServer.StartAsync(context => StubResponses.SendStreamAsync(context, "ok"));
        using var shell = service.Connect();
        var error = shell.Run("param($image) Invoke-QubridChat hi -Image $image", folder.File(name)).Error;
        Assert.Matches("^Qubrid.(ImageNotFound|NotAnImage),", error.FullyQualifiedErrorId);
        Assert.Empty(service.Bodies);
    }
}
