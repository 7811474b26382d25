namespace QubridPS.Reporting;

/// <summary>Writes the rows of the table of items.</summary>
internal sealed class RowWriter(TextWriter output, IReadOnlyList<ReportColumn> columns)
{
    private readonly string[] _cells = [.. columns.Select(column =>
        column.Key == "position" ? "<th scope=\"row\" class=\"number position\">" : $"<td class=\"{(column.IsNumber ? "number " : "")}{column.Key}\">")];

    /// <summary>Writes a row.</summary>
    internal void Write(ReportRow row)
    {
        output.Write(row.IsFailure ? "<tr class=\"failed\">" : "<tr>");
        for (var index = 0; index < _cells.Length; index++)
        {
            output.Write(_cells[index]);
            output.Write(columns[index].Write(row));
            output.Write(_cells[index].StartsWith("<th", StringComparison.Ordinal) ? "</th>" : "</td>");
        }

        output.Write("</tr>\n");
    }
}
