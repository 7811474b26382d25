using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests that short forms of a schema that look like something else are rejected with the form to use.</summary>
public class ShorthandErrorTests
{
    [Theory]
    [InlineData("'incidents object[]: time, host'", "@{ incidents = @(@{ time = 'string'; host = 'string' }) }")]
    [InlineData("'incidents object[]: time datetime, host, level low'", "@{ incidents = @(@{ time = 'datetime'; host = 'string'; level = 'string' }) }")]
    [InlineData("'name, meta object, rows object[]: id int, host'", "@{ rows = @(@{ id = 'int'; host = 'string' }) }")]
    [InlineData("'incidents object[]: time, host; total int'", "@{ incidents = @(@{ time = 'string'; host = 'string' }) }")]
    [InlineData("'owner object: name, mail'", "@{ owner = @{ name = 'string'; mail = 'string' } }")]
    [InlineData("'owner object: name string'", "@{ owner = @{ name = 'string' } }")]
    [InlineData("'incidents[]: time, host'", "@{ incidents = @(@{ time = 'string'; host = 'string' }) }")]
    [InlineData("'incidents object[](time, host), total int'", "@{ incidents = @(@{ time = 'string'; host = 'string' }) }")]
    [InlineData("'incidents: [{time, host}]'", "@{ incidents = @(@{ time = 'string'; host = 'string' }) }")]
    [InlineData("'incidents [time, host]'", "@{ incidents = @(@{ time = 'string'; host = 'string' }) }")]
    [InlineData("'owner {name, mail}'", "@{ owner = @{ name = 'string'; mail = 'string' } }")]
    [InlineData("'disks array: name, percent int'", "@{ disks = @(@{ name = 'string'; percent = 'int' }) }")]
    [InlineData("@{ incidents = 'object[]: time, host' }", "@{ incidents = @(@{ time = 'string'; host = 'string' }) }")]
    [InlineData("@{ incidents = '[{time, host}]' }", "@{ incidents = @(@{ time = 'string'; host = 'string' }) }")]
    [InlineData("@{ 'incidents[]' = @{ time = 'string' } }", "incidents = @(@{ name = 'string' })")]
    [InlineData("@{ incidents = @{ a = 'int' }, @{ b = 'int' } }", "incidents = @(@{ time = 'datetime'; host = 'string' })")]
    [InlineData("@(@{ a = 'int' }, @{ b = 'int' })", "@(@{ time = 'datetime'; host = 'string' })")]
    [InlineData("'name: string, age: int'", "'name string'")]
    [InlineData("'severity: low|high'", "'severity low|high'")]
    [InlineData("'age int years'", "'int: years'")]
    [InlineData("@{ hosts = 'list of hosts' }", "'string[]: hosts'")]
    [InlineData("@{ count = 'number of hosts' }", "'string: number of hosts'")]
    [InlineData("'name = int'", "'name int'")]
    [InlineData("'low|high'", "'name, age int, tags string[]'")]
    [InlineData("'string[]'", "'name, age int, tags string[]'")]
    [InlineData("'time, host, Time'", "more than once")]
    [InlineData("'bio: one sentence, no more than ten words, age int'", "semicolons")]
    [InlineData("'level \"low\"|\"high\"'", "without quotes")]
    [InlineData("""'[{"type":"object"}]'""", "starts with '{'")]
    [InlineData("""'{"severity":"low|high"}'""", "@{ severity = 'low|high' }")]
    public void Ambiguous_form_is_rejected_with_the_form_to_use(string schemaArgument, string form)
    {
        using var mock = new MockShell();
        var error = mock.Run("Invoke-QubridChat x -Schema " + schemaArgument).Error;
        Assert.StartsWith("Qubrid.InvalidSchema,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(form, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(mock.Requests);
    }

    [Theory]
    [InlineData("'name, details object: free form'")]
    [InlineData("'name, meta object, rows object[]'")]
    [InlineData("'tags (a|b)[]: kinds, n int'")]
    [InlineData("'hosts string[]: names, count int'")]
    [InlineData("'list: one, objects: two'")]
    [InlineData("@{ rows = 'object[]: the rows of the table' }")]
    [InlineData("@{ note = '(optional) a note' }")]
    [InlineData("@{ 'Size (MB)' = 'int' }")]
    [InlineData("@('name', 'age int: in years')")]
    public void Unambiguous_form_is_sent(string schemaArgument)
    {
        using var mock = new MockShell();
        mock.Run("Invoke-QubridChat x -MaxSchemaRetry 0 -Schema " + schemaArgument);
        Assert.NotEmpty(mock.Requests);
    }
}
