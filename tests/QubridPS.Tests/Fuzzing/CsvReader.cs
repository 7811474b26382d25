using System.Text;

namespace QubridPS.Tests.Fuzzing;

/// <summary>Reads CSV strictly as RFC 4180 defines it, except that lines end with LF.</summary>
internal static class CsvReader
{
    internal static List<List<string>> Read(string csv)
    {
        var rows = new List<List<string>> { new() };
        for (var index = 0; ;)
        {
            rows[^1].Add(index < csv.Length && csv[index] == '"' ? ReadQuoted(csv, ref index) : ReadUnquoted(csv, ref index));
            if (index == csv.Length)
            {
                return rows;
            }

            if (csv[index] == '\n')
            {
                rows.Add([]);
            }
            else if (csv[index] != ',')
            {
                throw new FormatException($"At {index} a comma or the end of a line was expected: {csv}");
            }

            index++;
        }
    }

    private static string ReadUnquoted(string csv, ref int index)
    {
        var start = index;
        while (index < csv.Length && csv[index] is not (',' or '\n'))
        {
            if (csv[index] is '"' or '\r')
            {
                throw new FormatException($"At {index} stands what must be quoted: {csv}");
            }

            index++;
        }

        return csv[start..index];
    }

    private static string ReadQuoted(string csv, ref int index)
    {
        var cell = new StringBuilder();
        while (true)
        {
            var end = csv.IndexOf('"', index + 1);
            if (end < 0)
            {
                throw new FormatException($"The quote at {index} is never closed: {csv}");
            }

            cell.Append(csv, index + 1, end - index - 1);
            index = end + 1;
            if (index == csv.Length || csv[index] != '"')
            {
                return cell.ToString();
            }

            cell.Append('"');
        }
    }
}
