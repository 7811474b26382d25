namespace QubridPS.Host;

/// <summary>The newest progress record on one line of the terminal, gone when something is written or all is done.</summary>
internal sealed class ProgressLine
{
    private const string ClearLine = "\r\u001b[K";
    private readonly Lock _sync = new();
    private bool _shown;

    internal void Show(ProgressRecord record)
    {
        if (Console.IsErrorRedirected)
        {
            return; // a log is no place for what is over a moment later
        }

        lock (_sync)
        {
            if (record.RecordType == ProgressRecordType.Completed)
            {
                Clear();
                return;
            }

            var percent = record.PercentComplete >= 0 ? $" {record.PercentComplete}%" : "";
            var line = $"{record.Activity}: {record.StatusDescription}{percent}".ReplaceLineEndings(" ");
            var width = Math.Max(ConsoleRawUserInterface.Width - 1, 20);
            Console.Error.Write(ClearLine + (line.Length > width ? line[..width] : line));
            _shown = true;
        }
    }

    internal void Clear()
    {
        lock (_sync)
        {
            if (_shown)
            {
                Console.Error.Write(ClearLine);
                _shown = false;
            }
        }
    }
}
