using System.Data;
using System.Text.Json;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests the conversion of objects that administrators pipe, live and deserialized.</summary>
public class EngineObjectTests
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
    public void Process_is_sent_with_its_default_display_set()
    {
        using var shell = new Shell();
        var json = FencedData.Parse(shell, "[System.Diagnostics.Process]::GetCurrentProcess()");
        var fields = JsonDocument.Parse(json).RootElement;
        Assert.Equal(Environment.ProcessId, fields.GetProperty("Id").GetInt32());
        Assert.InRange(fields.EnumerateObject().Count(), 2, 10); // of about sixty properties of a process
    }

    [Fact]
    public void File_is_sent_with_its_default_display_set()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.txt"), "four");
        using var shell = new Shell();
        var json = FencedData.Parse(shell, "[System.IO.FileInfo]$args[0]; [System.IO.FileInfo]$args[1]", folder.File("a.txt"), folder.File("none"));
        var files = JsonDocument.Parse(json).RootElement;
        Assert.Equal(4, files[0].GetProperty("Length").GetInt64());
        Assert.Equal(JsonValueKind.Null, files[1].GetProperty("Length").ValueKind); // its getter throws
    }

    [Fact]
    public void Instance_display_set_selects_the_properties()
    {
        using var shell = new Shell();
        Assert.Equal(
            """[{"Status":"Running","Name":"a"},{"Status":"Running","Name":"b"}]""",
            FencedData.Parse(shell, Service + "New-Service a; New-Service b"));
    }

    [Theory]
    [InlineData("Win32_LogicalDisk", """{"DeviceID":"C:","FreeSpace":18446744073709551615}""")] // has a default display property set
    [InlineData("Some_Disk", """{"DeviceID":"C:","FreeSpace":18446744073709551615,"LastBoot":null,"Caps":[3,4]}""")]
    public void Management_object_is_sent_with_display_set_or_properties(string type, string json)
    {
        using var shell = new Shell();
        const string disk = """
            $disk = [pscustomobject]@{ DeviceID = 'C:'; FreeSpace = [uint64]18446744073709551615; LastBoot = $null; Caps = [uint16[]](3, 4) }
            $disk.PSObject.TypeNames.Insert(0, "Microsoft.Management.Infrastructure.CimInstance#root/cimv2/$args")
            $disk
            """;
        Assert.Equal(json, FencedData.Parse(shell, disk, type));
    }

    [Fact]
    public void DataTable_is_sent_as_rows_and_DataRow_as_columns()
    {
        using var table = new DataTable("Hosts") { Locale = System.Globalization.CultureInfo.InvariantCulture };
        table.Columns.Add("Name", typeof(string));
        table.Columns.Add("Up", typeof(bool));
        table.Rows.Add("a", true);
        table.Rows.Add("b", DBNull.Value);
        using var shell = new Shell();
        Assert.Equal("""[{"Name":"a","Up":true},{"Name":"b","Up":null}]""", FencedData.Parse(shell, "$args[0]", table));
        Assert.Equal("""{"Name":"a","Up":true}""", FencedData.Parse(shell, "$args[0]", table.Rows[0]));
    }

    [Fact]
    public void Property_filters_error_records_exceptions_and_rows()
    {
        using var table = new DataTable { Locale = System.Globalization.CultureInfo.InvariantCulture };
        table.Columns.Add("Name");
        table.Columns.Add("Secret");
        table.Rows.Add("a", "b");
        using var mock = new MockShell();
        const string script = "param($row) try { throw 'broke' } catch { $_, $_.Exception, $row | Invoke-QubridChat 'Look' -Property Message, N*, FullyQ* -WhatIf }";
        Assert.Equal(
            """[{"Message":"broke","FullyQualifiedErrorId":"broke"},{"Message":"broke"},{"Name":"a"}]""",
            FencedData.ParseWhatIf(mock.Run(script, table.Rows[0])).Text);
    }

    [Fact]
    public void Objects_from_a_job_are_converted_like_live_ones()
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
        var live = FencedData.Parse(shell, script, false);
        Assert.StartsWith("""{"Day":"Monday","Inner":{"A":1,"When":"01:00:00"},"Map":{"x":1,"y":"z"},"List":[1,"two"],""", live, StringComparison.Ordinal);
        Assert.Equal(live, FencedData.Parse(shell, script, true));
    }

    [Fact]
    public void Deserialized_enum_is_its_name_in_every_format()
    {
        using var mock = new MockShell();
        const string script = """
            param($as)
            $day = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize([pscustomobject]@{ Day = [System.DayOfWeek]::Monday }))
            $day, $day.Day | Invoke-QubridChat 'Look' -As $as -WhatIf
            """;
        Assert.Equal("""[{"Day":"Monday"},"Monday"]""", FencedData.ParseWhatIf(mock.Run(script, "Json")).Text);
        Assert.Equal("Day,Value\nMonday,\n,Monday", FencedData.ParseWhatIf(mock.Run(script, "Csv")).Text);
        Assert.Equal("Day : Monday\n\nValue : Monday", FencedData.ParseWhatIf(mock.Run(script, "List")).Text);
    }

    private static HashSet<string> GetPropertyNames(JsonElement json) => [.. json.EnumerateObject().Select(field => field.Name)];

    [Fact]
    public void Deserialized_process_is_converted_like_a_live_one()
    {
        using var shell = new Shell();
        const string process = "[System.Diagnostics.Process]::GetCurrentProcess()";
        var live = JsonDocument.Parse(FencedData.Parse(shell, process)).RootElement;
        var deserialized = JsonDocument.Parse(FencedData.Parse(shell, $"[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize({process}))")).RootElement;
        Assert.Equal(live.GetProperty("Id").GetInt32(), deserialized.GetProperty("Id").GetInt32());
        Assert.Subset(GetPropertyNames(live), GetPropertyNames(deserialized));
        Assert.True(GetPropertyNames(deserialized).IsSupersetOf(["Id", "Name", "CPU"]));
    }
}
