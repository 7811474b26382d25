using System.Data;
using System.Text.Json;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Objects that admins pipe, live and back from a job or a file.</summary>
public class LiveObjectTests
{
    private const string Service = """
        function New-Service($name) {
            $service = [pscustomobject]@{ Name = $name; Status = 'Running'; DisplayName = "The $name"; Handle = 77 }
            $set = [System.Management.Automation.PSPropertySet]::new('DefaultDisplayPropertySet', [string[]]('Status', 'Name'))
            $service.PSObject.Members.Add([System.Management.Automation.PSMemberSet]::new('PSStandardMembers', [System.Management.Automation.PSMemberInfo[]]@($set)))
            $service.PSObject.TypeNames.Insert(0, 'System.Service.ServiceController')
            $service
        }

        """;

    [Fact]
    public void A_process_is_its_default_display_set()
    {
        using var shell = new Shell();
        var json = DataPart.Of(shell, "[System.Diagnostics.Process]::GetCurrentProcess()");
        var fields = JsonDocument.Parse(json).RootElement;
        Assert.Equal(Environment.ProcessId, fields.GetProperty("Id").GetInt32());
        Assert.InRange(fields.EnumerateObject().Count(), 2, 10); // a process has some sixty properties
    }

    [Fact]
    public void A_file_is_its_default_display_set_whether_it_is_there_or_not()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.txt"), "four");
        using var shell = new Shell();
        var json = DataPart.Of(shell, "[System.IO.FileInfo]$args[0]; [System.IO.FileInfo]$args[1]", folder.File("a.txt"), folder.File("none"));
        var files = JsonDocument.Parse(json).RootElement;
        Assert.Equal(4, files[0].GetProperty("Length").GetInt64());
        Assert.Equal(JsonValueKind.Null, files[1].GetProperty("Length").ValueKind); // its getter throws
    }

    [Fact]
    public void An_object_with_a_display_set_of_its_own_is_that_set()
    {
        using var shell = new Shell();
        Assert.Equal(
            """[{"Status":"Running","Name":"a"},{"Status":"Running","Name":"b"}]""",
            DataPart.Of(shell, Service + "New-Service a; New-Service b"));
    }

    [Theory]
    [InlineData("Win32_LogicalDisk", """{"DeviceID":"C:","FreeSpace":18446744073709551615}""")] // the engine has a display set for it
    [InlineData("Some_Disk", """{"DeviceID":"C:","FreeSpace":18446744073709551615,"LastBoot":null,"Caps":[3,4]}""")]
    public void A_management_object_is_its_display_set_or_its_properties(string type, string json)
    {
        using var shell = new Shell();
        const string disk = """
            $disk = [pscustomobject]@{ DeviceID = 'C:'; FreeSpace = [uint64]18446744073709551615; LastBoot = $null; Caps = [uint16[]](3, 4) }
            $disk.PSObject.TypeNames.Insert(0, "Microsoft.Management.Infrastructure.CimInstance#root/cimv2/$args")
            $disk
            """;
        Assert.Equal(json, DataPart.Of(shell, disk, type));
    }

    [Fact]
    public void A_table_is_its_rows_and_a_row_is_its_columns()
    {
        using var table = new DataTable("Hosts") { Locale = System.Globalization.CultureInfo.InvariantCulture };
        table.Columns.Add("Name", typeof(string));
        table.Columns.Add("Up", typeof(bool));
        table.Rows.Add("a", true);
        table.Rows.Add("b", DBNull.Value);
        using var shell = new Shell();
        Assert.Equal("""[{"Name":"a","Up":true},{"Name":"b","Up":null}]""", DataPart.Of(shell, "$args[0]", table));
        Assert.Equal("""{"Name":"a","Up":true}""", DataPart.Of(shell, "$args[0]", table.Rows[0]));
    }

    [Fact]
    public void Property_picks_of_error_records_exceptions_and_rows_too()
    {
        using var table = new DataTable { Locale = System.Globalization.CultureInfo.InvariantCulture };
        table.Columns.Add("Name");
        table.Columns.Add("Secret");
        table.Rows.Add("a", "b");
        using var mock = new MockShell();
        const string script = "param($row) try { throw 'broke' } catch { $_, $_.Exception, $row | Invoke-QubridChat 'Look' -Property Message, N*, FullyQ* -WhatIf }";
        Assert.Equal(
            """[{"Message":"broke","FullyQualifiedErrorId":"broke"},{"Message":"broke"},{"Name":"a"}]""",
            DataPart.OfWhatIf(mock.Run(script, table.Rows[0])).Text);
    }

    [Fact]
    public void What_came_back_from_a_job_is_as_before()
    {
        using var shell = new Shell();
        const string script = """
            $live = [pscustomobject]@{
                Day = [System.DayOfWeek]::Monday; Inner = [pscustomobject]@{ A = 1; When = [timespan]::FromHours(1) }
                Map = [ordered]@{ x = 1; y = 'z' }; List = @(1, 'two'); Id = [guid]'6f9619ff-8b86-d011-b42d-00c04fc964ff'
                At = [datetime]::SpecifyKind('2026-03-04T05:06:07', 'Utc'); Version = [version]'1.2'; Nothing = $null
            }
            if ($args[0]) { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($live, 5)) } else { $live }
            """;
        var live = DataPart.Of(shell, script, false);
        Assert.StartsWith("""{"Day":"Monday","Inner":{"A":1,"When":"01:00:00"},"Map":{"x":1,"y":"z"},"List":[1,"two"],""", live, StringComparison.Ordinal);
        Assert.Equal(live, DataPart.Of(shell, script, true));
    }

    [Fact]
    public void An_enum_that_came_back_is_its_name_in_every_format()
    {
        using var mock = new MockShell();
        const string script = """
            param($as)
            $day = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize([pscustomobject]@{ Day = [System.DayOfWeek]::Monday }))
            $day, $day.Day | Invoke-QubridChat 'Look' -As $as -WhatIf
            """;
        Assert.Equal("""[{"Day":"Monday"},"Monday"]""", DataPart.OfWhatIf(mock.Run(script, "Json")).Text);
        Assert.Equal("Day,Value\nMonday,\n,Monday", DataPart.OfWhatIf(mock.Run(script, "Csv")).Text);
        Assert.Equal("Day : Monday\n\nValue : Monday", DataPart.OfWhatIf(mock.Run(script, "List")).Text);
    }

    private static HashSet<string> Names(JsonElement json) => [.. json.EnumerateObject().Select(field => field.Name)];

    [Fact]
    public void A_process_that_came_back_is_what_a_live_one_is()
    {
        using var shell = new Shell();
        const string process = "[System.Diagnostics.Process]::GetCurrentProcess()";
        var live = JsonDocument.Parse(DataPart.Of(shell, process)).RootElement;
        var back = JsonDocument.Parse(DataPart.Of(shell, $"[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize({process}))")).RootElement;
        Assert.Equal(live.GetProperty("Id").GetInt32(), back.GetProperty("Id").GetInt32());
        Assert.Subset(Names(live), Names(back));
        Assert.True(Names(back).IsSupersetOf(["Id", "Name", "CPU"]));
    }
}
