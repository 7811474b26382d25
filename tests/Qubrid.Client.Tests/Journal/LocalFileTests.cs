using System.Diagnostics;
using System.Net.Sockets;

namespace Qubrid.Client.Tests.Journal;

/// <summary>Tests which files are opened, and the permissions of new files.</summary>
public class LocalFileTests
{
    public static TheoryData<string> SpecialFiles => ["/dev/zero", "/dev/null", "/dev/tty", "pipe", "link to pipe", "socket", "folder"];

    [Theory]
    [MemberData(nameof(SpecialFiles))]
    public void Special_file_is_rejected_without_being_opened(string kind)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such files.");
        using var folder = new JournalFolder();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var path = Create(kind, folder, socket);
        var clock = Stopwatch.StartNew();
        Assert.Throws<IOException>(() => LocalFile.EnsureRegular(path));
        Assert.Throws<IOException>(() => LocalFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite));
        Assert.Throws<IOException>(() => RequestJournal.Open(path));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"It took {clock.Elapsed}.");
    }

    [Fact]
    public async Task Journal_that_was_replaced_by_a_pipe_reports_JournalUnusable()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such files.");
        using var folder = new JournalFolder();
        await using var server = await TestServer.StartAsync(StubResponses.SendStream(Sse.TextStream("yes")));
        using var client = new QubridClient(TestClient.Options(server.BaseUri), RequestJournal.Open(folder.File), JournalMode.Record);
        Run("mkfifo", folder.File);
        Assert.Equal(QubridErrorKind.JournalUnusable, (await client.ExpectFailureAsync()).Kind);
    }

    [Fact]
    public void New_file_is_readable_only_by_its_owner_and_an_existing_file_keeps_its_mode()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        using var folder = new JournalFolder();
        LocalFile.Open(folder.File, FileMode.OpenOrCreate, FileAccess.ReadWrite).Dispose();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File));
        const UnixFileMode shared = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        File.SetUnixFileMode(folder.File, shared);
        LocalFile.Open(folder.File, FileMode.OpenOrCreate, FileAccess.ReadWrite).Dispose();
        Assert.Equal(shared, File.GetUnixFileMode(folder.File));
    }

    [Fact]
    public async Task Reading_a_long_line_can_be_canceled()
    {
        using var folder = new JournalFolder();
        await using (var file = File.Create(folder.File))
        {
            file.SetLength(300L * 1024 * 1024);
        }

        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        Assert.Throws<OperationCanceledException>(() => RequestJournal.Open(folder.File, cancellation.Token));
    }

    private static string Create(string kind, JournalFolder folder, Socket socket)
    {
        switch (kind)
        {
            case "pipe":
                Run("mkfifo", folder.File);
                return folder.File;
            case "link to pipe":
                Run("mkfifo", folder.File + ".pipe");
                File.CreateSymbolicLink(folder.File, folder.File + ".pipe");
                return folder.File;
            case "socket":
                socket.Bind(new UnixDomainSocketEndPoint(folder.File));
                return folder.File;
            case "folder":
                Directory.CreateDirectory(folder.File);
                return folder.File;
            default:
                return kind;
        }
    }

    private static void Run(string program, string argument)
    {
        using var process = Process.Start(program, [argument]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
