using System.Collections.Specialized;
using System.Data;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using QubridPS.Common;

namespace QubridPS.Conversion;

/// <summary>Selects the useful properties of .NET types that have too many or too few properties.</summary>
internal static class WellKnownTypeProperties
{
    // PowerShell also lists the schema of a CIM instance, which is a large object tree, and the length of a tuple.
    private static readonly HashSet<string> s_cimSchema = new(StringComparer.Ordinal) { "CimClass", "CimInstanceProperties", "CimSystemProperties" };
    private static readonly HashSet<string> s_tupleLength = new(StringComparer.Ordinal) { "Length" };

    /// <summary>Returns the names of the properties that are not data, or null if all are.</summary>
    internal static HashSet<string>? GetExcludedNames(Type type) =>
        type is { Namespace: "System", IsGenericType: true } && (type.Name.StartsWith("Tuple`", StringComparison.Ordinal) || type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal)) ? s_tupleLength
        : type.FullName == "Microsoft.Management.Infrastructure.CimInstance" ? s_cimSchema
        : null;

    /// <summary>Returns the properties of a value, or null if its type has no special rule.</summary>
    internal static IEnumerable<KeyValuePair<string, object?>>? Get(object value) => value switch
    {
        ErrorRecord record =>
        [
            new("Message", record.ErrorDetails?.Message ?? record.Exception?.Message),
            new("ErrorId", record.FullyQualifiedErrorId),
            new("Category", record.CategoryInfo.Category),
            new("Target", InvariantText.From(record.TargetObject)),
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
        NameValueCollection values => values.AllKeys.Select(key => new KeyValuePair<string, object?>(key ?? "", values[key])),
        NetworkCredential credential =>
        [
            new(nameof(NetworkCredential.UserName), credential.UserName),
            new(nameof(NetworkCredential.Domain), credential.Domain),
        ],
        X509Certificate2 certificate =>
        [
            new(nameof(X509Certificate2.Subject), certificate.Subject),
            new(nameof(X509Certificate2.Issuer), certificate.Issuer),
            new(nameof(X509Certificate2.Thumbprint), certificate.Thumbprint),
            new(nameof(X509Certificate2.SerialNumber), certificate.SerialNumber),
            new(nameof(X509Certificate2.NotBefore), certificate.NotBefore),
            new(nameof(X509Certificate2.NotAfter), certificate.NotAfter),
            new(nameof(X509Certificate2.FriendlyName), certificate.FriendlyName),
            new(nameof(X509Certificate2.HasPrivateKey), certificate.HasPrivateKey),
        ],
        DataSet set => set.Tables.Cast<DataTable>().Select(table => new KeyValuePair<string, object?>(table.TableName, table)),
        DataRowView view => view.DataView.Table!.Columns.Cast<DataColumn>()
            .Select(column => new KeyValuePair<string, object?>(column.ColumnName, ReadCell(view, column))),
        DataRow row => row.Table.Columns.Cast<DataColumn>().Select(column => new KeyValuePair<string, object?>(column.ColumnName, ReadCell(row, column))),
        _ => null,
    };

    // A row that was deleted or removed from its table has no values.
    private static object? ReadCell(DataRow row, DataColumn column)
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

    private static object? ReadCell(DataRowView view, DataColumn column)
    {
        try
        {
            return view[column.ColumnName];
        }
        catch (DataException)
        {
            return null;
        }
    }
}
