using System.Text;

namespace QubridPS.Reporting;

/// <summary>
/// Writes a report. The rows are written to a temporary file as the items come; at the end the page is put together in another one and moved to its
/// path. Both files are beside the report, and are removed whatever happens, so that there is never an incomplete report.
/// </summary>
internal sealed class ReportFile : IDisposable
{
    private const int BufferSize = 64 * 1024;
    private static readonly UTF8Encoding s_encoding = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _path;
    private readonly string _pagePath;
    private readonly FileStream _rowStream;
    private readonly StreamWriter _rowOutput;
    private readonly RowWriter _rows;
    private readonly ReportOptions _options;
    private readonly IReadOnlyList<ReportColumn> _columns;

    internal ReportFile(string path, ReportOptions options)
    {
        _path = path;
        _options = options;
        _columns = ReportColumn.Create(options);
        var temporaryPath = $"{path}.{Guid.NewGuid():N}";
        _pagePath = temporaryPath + ".tmp";
        _rowStream = new FileStream(temporaryPath + ".rows.tmp", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize, FileOptions.DeleteOnClose);
        _rowOutput = new StreamWriter(_rowStream, s_encoding, BufferSize) { NewLine = "\n" };
        _rows = new RowWriter(_rowOutput, _columns);
    }

    /// <summary>Writes the row of an item.</summary>
    internal void Add(ReportRow row) => _rows.Write(row);

    /// <summary>Writes the report and moves it to its path.</summary>
    /// <exception cref="IOException">The file exists and must not be replaced, or cannot be written.</exception>
    internal void Save(ReportSums sums, bool replace, CancellationToken cancellationToken)
    {
        _rowOutput.Flush();
        _rowStream.Position = 0;
        using (var stream = new FileStream(_pagePath, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize))
        using (var output = new StreamWriter(stream, s_encoding, BufferSize))
        {
            var page = new PageWriter(output, _options, sums, _columns);
            page.WriteStart(DateTimeOffset.UtcNow);
            output.Flush();
            CopyRows(stream, cancellationToken);
            page.WriteEnd();
        }

        Move(replace);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rowStream.Dispose(); // the rest of the buffer is not needed
        File.Delete(_pagePath);
    }

    private void CopyRows(FileStream output, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferSize];
        int length;
        while ((length = _rowStream.Read(buffer, 0, buffer.Length)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            output.Write(buffer, 0, length);
        }
    }

    private void Move(bool replace)
    {
        if (replace && File.Exists(_path))
        {
            File.SetAttributes(_path, File.GetAttributes(_path) & ~FileAttributes.ReadOnly);
            File.Replace(_pagePath, _path, destinationBackupFileName: null);
        }
        else
        {
            File.Move(_pagePath, _path);
        }
    }
}
