using System.Text;

namespace QubridPS.Tests.Properties;

/// <summary>A reader of RFC 4180 that forgives nothing but LF for the end of a line.</summary>
internal static class CsvReader
{
    internal static List<List<string>> Read(string csv)
    {
        var rows = new List<List<string>> { new() };
        for (var place = 0; ;)
        {
            rows[^1].Add(place < csv.Length && csv[place] == '"' ? Quoted(csv, ref place) : Plain(csv, ref place));
            if (place == csv.Length)
            {
                return rows;
            }

            if (csv[place] == '\n')
            {
                rows.Add([]);
            }
            else if (csv[place] != ',')
            {
                throw new FormatException($"At {place} a comma or the end of a line was expected: {csv}");
            }

            place++;
        }
    }

    private static string Plain(string csv, ref int place)
    {
        var start = place;
        while (place < csv.Length && csv[place] is not (',' or '\n'))
        {
            if (csv[place] is '"' or '\r')
            {
                throw new FormatException($"At {place} stands what must be quoted: {csv}");
            }

            place++;
        }

        return csv[start..place];
    }

    private static string Quoted(string csv, ref int place)
    {
        var cell = new StringBuilder();
        while (true)
        {
            var end = csv.IndexOf('"', place + 1);
            if (end < 0)
            {
                throw new FormatException($"The quote at {place} is never closed: {csv}");
            }

            cell.Append(csv, place + 1, end - place - 1);
            place = end + 1;
            if (place == csv.Length || csv[place] != '"')
            {
                return cell.ToString();
            }

            cell.Append('"');
        }
    }
}
