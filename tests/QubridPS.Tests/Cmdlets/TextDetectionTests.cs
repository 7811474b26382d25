using System.Text;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests the detection of UTF-16 text without a byte order mark, and of binary files.</summary>
public sealed class TextDetectionTests : IDisposable
{
    private readonly MockShell _mock = new();
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Texts =>
    [
        "2026-03-11 10:00 started\r\n",
        "错误 服务器 没有 响应\n",
        "错误：服务器没有响应，重试一次。\r\n第二行",
        "一二一一三\r\n",
        "サーバーが応答しません。再試行します。\n",
        "これはひらがなのぶんしょうです。\nそのつぎのぎょう。\n",
        "서버가 응답하지 않습니다. 다시 시도합니다.\r\n",
        "2026-03-11 10:00:00 错误 [app] 无法连接到数据库，代码 0x80070005\r\n",
        "Сервер не отвечает\r\nПовтор\r\n",
        "Ο διακομιστής δεν αποκρίνεται\n",
        "الخادم لا يستجيب\n",
        "เซิร์ฟเวอร์ไม่ตอบสนอง ลองใหม่\n",
        "Größe — “zitiert” €\r\n",
        "表情 😀 と 𠮷野家。\n",
    ];

    public static TheoryData<string, string> Binaries => new()
    {
        { "BMP", "424D3A0000000000000036000000280000000100000001000000010018" },
        { "TIFF", "49492A00080000000E0000010400010000001000000001010400" },
        { "ZIP", "504B03041400000008006B5A6F5A8E1C2B3D0A000000080000000800000061" },
        { "ELF", "7F454C4602010100000000000000000003003E0001000000" },
        { "gzip", "1F8B0800000000000003CB48CDC9C95728CF2FCA49010085114A0D0B000000" },
        { "PDF", "255044462D312E370A25E2E3CFD30A312030206F626A0A" },
        { "SQLite", "53514C69746520666F726D6174203300100001010040202000000003000000040000000000000000" },
        { "evtx", "456C6646696C65000000000000000000000000000000000001000000000000008000000001000300" },
        { "pcap", "D4C3B2A1020004000000000000000000FFFF000001000000" },
        { "pcapng", "0A0D0D0A1C0000004D3C2B1A01000000FFFFFFFFFFFFFFFF1C000000" },
        { "MP4", "000000206674797069736F6D0000020069736F6D69736F326176633161766331" },
        { "Java class", "CAFEBABE00000034001D0A0006000F09001000110800120A00130014" },
        { "executable of Windows", "4D5A90000300000004000000FFFF0000B8000000000000004000000000000000" },
        { "7z", "377ABCAF271C00045A3C1E0F" },
        { "xz", "FD377A585A000004E6D6B446020021011C000000" },
        { "bzip2", "425A68393141592653590102030405" },
        { "Word 97", "D0CF11E0A1B11AE1000000000000000000000000000000003E000300FEFF0900" },
        { "cabinet", "4D53434600000000A1B2010000000000" },
        { "TrueType", "000100000011010000040010444F5347" },
        { "wave", "524946462408000057415645666D7420100000000100020044AC0000" },
        { "registry hive", "7265676601000000010000000000000000000000000000000100000003000000" },
        { "text with a NUL", "74657874007465787420746578740A" },
        { "text with control characters", "7465787401027465787420746578740A" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Utf16_without_mark_is_detected_in_both_byte_orders_also_if_the_end_is_cut(string text)
    {
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            foreach (var repeated in new[] { text, string.Concat(Enumerable.Repeat(text, 300)) })
            {
                var bytes = encoding.GetBytes(repeated);
                Assert.Equal(ToLines(repeated), ReadAsSent(bytes));
                Assert.StartsWith(ToLines(repeated.Substring(0, repeated.Length - 2)), ReadAsSent(bytes[..^1]), StringComparison.Ordinal);
            }
        }

        Assert.Equal(ToLines(text), ReadAsSent(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [MemberData(nameof(Binaries))]
    public void Beginning_of_a_binary_file_is_not_text(string name, string bytes)
    {
        var errors = Send(Convert.FromHexString(bytes)).AllErrors.ToList();
        Assert.True(errors.Count == 1 && errors[0].FullyQualifiedErrorId.StartsWith("Qubrid.BinaryFile,", StringComparison.Ordinal), name);
    }

    [Fact]
    public void Random_bytes_are_not_text()
    {
        var random = new Random(20261125);
        for (var index = 0; index < 300; index++)
        {
            var bytes = new byte[random.Next(64, 600)];
            random.NextBytes(bytes);
            bytes[random.Next(bytes.Length)] = 0;
            File.WriteAllBytes(_folder.File($"{index}.bin"), bytes);
        }

        var result = _mock.Run("param($folder) [IO.Directory]::GetFiles($folder) | ForEach-Object { [IO.FileInfo]$_ } | Invoke-QubridChat 'Look' -As Content -Each", _folder.Path);
        Assert.Equal(300, result.AllErrors.Count(error => error.FullyQualifiedErrorId.StartsWith("Qubrid.BinaryFile,", StringComparison.Ordinal)));
        Assert.Empty(_mock.Requests);
    }

    public void Dispose()
    {
        _mock.Dispose();
        _folder.Dispose();
    }

    private static string ToLines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n');

    private ShellResult Send(byte[] content)
    {
        File.WriteAllBytes(_folder.File("app.log"), content);
        return _mock.Run("param($path) Invoke-QubridChat 'Look' -Path $path", _folder.File("app.log"));
    }

    private string ReadAsSent(byte[] content)
    {
        Assert.Empty(Send(content).AllErrors);
        var lines = _mock.Prompts[^1].Split('\n');
        return string.Join("\n", lines.SkipWhile(line => !line.StartsWith("<<<FILE ", StringComparison.Ordinal)).Skip(1).SkipLast(1));
    }
}
