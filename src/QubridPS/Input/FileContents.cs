using System.Text;
using QubridPS.Conversion;
using QubridPS.Files;

namespace QubridPS.Input;

/// <summary>The content of the files of one request.</summary>
internal sealed class FileContents(FileNames names)
{
    private readonly List<FileText> _texts = [];

    /// <summary>Gets the text files.</summary>
    internal IReadOnlyList<FileText> Texts => _texts;

    /// <summary>Gets the image files.</summary>
    internal List<FileInfo> Images { get; } = [];

    /// <summary>Gets the number of files.</summary>
    internal int Count => Texts.Count + Images.Count;

    /// <summary>Gets the number of characters of the text files.</summary>
    internal long Length { get; private set; }

    /// <summary>Adds a text file. Returns its name in the request.</summary>
    internal string Add(string path, StringBuilder text)
    {
        var name = names.Get(path);
        _texts.Add(new FileText(name, text));
        Length += text.Length;
        return name;
    }
}
