using System.Data;

namespace QubridPS.Conversion;

/// <summary>Types whose own properties say too much or too little: what a reader wants of them.</summary>
internal static class KnownFields
{
    internal static IEnumerable<KeyValuePair<string, object?>>? Of(object value) => value switch
    {
        ErrorRecord record =>
        [
            new("Message", record.ErrorDetails?.Message ?? record.Exception?.Message),
            new("ErrorId", record.FullyQualifiedErrorId),
            new("Category", record.CategoryInfo.Category),
            new("Target", record.TargetObject?.ToString()),
            new("Exception", record.Exception?.GetType().FullName),
            new("Position", record.InvocationInfo?.PositionMessage),
            new("StackTrace", record.ScriptStackTrace),
        ],
        Exception exception =>
        [
            new("Type", exception.GetType().FullName),
            new("Message", exception.Message),
            new("StackTrace", exception.StackTrace),
            new("InnerException", exception.InnerException),
        ],
        DataRow row => row.Table.Columns.Cast<DataColumn>().Select(column => new KeyValuePair<string, object?>(column.ColumnName, Cell(row, column))),
        _ => null,
    };

    // A row that was deleted, or taken out of its table, has no values any more.
    private static object? Cell(DataRow row, DataColumn column)
    {
        try
        {
            return row[column];
        }
        catch (DataException)
        {
            return null;
        }
    }
}
