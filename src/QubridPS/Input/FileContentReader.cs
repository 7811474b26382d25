using System.Text;
using Qubrid.Client;
using QubridPS.Conversion;
using QubridPS.Errors;
using QubridPS.Files;

namespace QubridPS.Input;

/// <summary>Reads the content of files for requests: images as images, other files as text. Reads no more of a file than a request can contain.</summary>
/// <param name="session">The session, for paths and the current location.</param>
/// <param name="warn">Receives warnings.</param>
/// <param name="report">Receives the names of the files that are sent.</param>
internal sealed class FileContentReader(SessionState session, Action<string> warn, Action<string> report)
{
    // No character is less than a fifth of a token in an estimate.
    private const int MaxCharactersPerToken = 5;

    // A larger request would need several times this memory, and no service accepts it.
    private const int MaxCharacters = 64 * 1024 * 1024;

    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);
    private bool _hasWarnedOfEncoding;

    /// <summary>Gets the maximum estimated size of a request in tokens; null for no limit.</summary>
    internal long? MaxInputTokens { get; init; }

    private long MaxLength => MaxInputTokens < MaxCharacters / MaxCharactersPerToken ? MaxInputTokens.Value * MaxCharactersPerToken : MaxCharacters;

    /// <summary>Creates the content of a request without files.</summary>
    internal FileContents CreateContents() => new(CreateNames());

    /// <summary>Reads the files of a -Path parameter.</summary>
    internal FileContents Read(string[]? paths)
    {
        var contents = CreateContents();
        FileFinder.Find(paths ?? [], session).ForEach(path => Add(contents, path));
        return contents;
    }

    /// <summary>Adds the content of a file to that of the same request.</summary>
    internal void Add(FileContents contents, string path)
    {
        var file = new FileInfo(path);
        if (ImageFile.IsImage(file))
        {
            contents.Images.Add(file);
            report($"Sent of the file '{TerminalSanitizer.SanitizeLine(file.FullName)}': the image, without its name.");
            return;
        }

        using var reader = TextFileReader.Open(file.FullName, MaxLength);
        var name = contents.Add(file.FullName, ReadText(reader, file, MaxLength - contents.Length));
        Report(reader, path, $"with the name '{name}'");
    }

    /// <summary>Returns the lines of text files of any size. They are read again whenever they are enumerated.</summary>
    internal IEnumerable<FileLine> ReadLines(IEnumerable<string> paths)
    {
        var names = CreateNames();
        foreach (var path in FileFinder.Find(paths, session))
        {
            if (ImageFile.IsImage(new FileInfo(path)))
            {
                throw FileErrors.ImageInDividedData(path);
            }

            using var reader = TextFileReader.Open(path, MaxLength);
            var name = names.Get(path);
            for (var line = reader.ReadLine(); line is not null; line = reader.ReadLine())
            {
                yield return new FileLine(name, reader.LineNumber, line);
            }

            if (reader.LineNumber == 0)
            {
                yield return new FileLine(name, 0, "");
            }

            if (_reported.Add(path))
            {
                Report(reader, path, "divided");
            }
        }
    }

    private FileNames CreateNames() => new(session.Path.CurrentFileSystemLocation?.ProviderPath);

    private static string Count(long count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    private StringBuilder ReadText(TextFileReader reader, FileInfo file, long maxLength)
    {
        var text = new StringBuilder();
        for (var line = reader.ReadLine(); line is not null; line = reader.ReadLine())
        {
            if (text.Length + line.Length >= maxLength)
            {
                throw FileErrors.TextTooLarge(file.FullName, MaxInputTokens is { } limit && maxLength < MaxCharacters ? $"-MaxInputTokens ({limit})" : $"{MaxCharacters} characters");
            }

            text.Append(reader.LineNumber == 1 ? "" : "\n").Append(line);
        }

        return text;
    }

    private void Report(TextFileReader reader, string path, string how)
    {
        var shownPath = TerminalSanitizer.SanitizeLine(path);
        report($"Sent of the file '{shownPath}': its text ({Count(reader.LineNumber, "line")}), {how}.");
        WarnOfEncoding(reader, shownPath);
    }

    private void WarnOfEncoding(TextFileReader reader, string path)
    {
        if (reader.HasInvalidUtf8 && !_hasWarnedOfEncoding)
        {
            _hasWarnedOfEncoding = true;
            warn($"The file '{path}' contains text that is not UTF-8, which was read as Windows-1252. "
                + "If it has another encoding, read it with Get-Content -Encoding.");
        }
    }
}
