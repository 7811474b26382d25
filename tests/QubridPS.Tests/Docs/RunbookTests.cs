using System.Text.RegularExpressions;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Docs;

/// <summary>The sample runbooks give what their help says. Their own Pester tests say more, in a real shell.</summary>
public partial class RunbookTests
{
    // What a real shell has beside the engine, as far as the runbooks use it.
    private const string StandIns = """
        function Get-ChildItem { 'app.log', 'db.log' | ForEach-Object { [pscustomobject]@{ Name = $_; FullName = $_ } } }
        function Sort-Object { $input }
        function Get-Content {
            param($Path)
            if ($Path -eq 'app.log') { '08:00 started', '08:01 ERROR cannot log in, password=hunter2', '08:02 WARN retry in 5 s' } else { '08:00 query timed out' }
        }
        function Select-Object { $input }
        function Import-Csv {
            [pscustomobject]@{ Id = '1'; Prompt = 'Explain event 4625.'; Model = '' }
            [pscustomobject]@{ Id = '2'; Prompt = 'Explain event 7031.'; Model = 'small' }
            [pscustomobject]@{ Id = '3'; Prompt = 'Explain event 1102.'; Model = '' }
        }
        function Export-Csv { $global:written = @($input) }
        function Test-Path { param($Path) [System.IO.File]::Exists($Path) }
        function Remove-Item { param($Path) [System.IO.File]::Delete($Path) }
        """;

    private const string Services = """
        [pscustomobject]@{ Name = 'Spooler'; DisplayName = 'Print Spooler'; Status = 'Stopped'; StartType = 'Automatic' }
        [pscustomobject]@{ Name = 'W32Time'; DisplayName = 'Windows Time'; Status = 'Running'; StartType = 'Automatic' }
        [pscustomobject]@{ Name = 'Fax'; DisplayName = 'Fax'; Status = 'Stopped'; StartType = 'Manual' }
        """;

    private const string Changes = """
        [pscustomobject]@{ Id = 'C1'; Title = 'Raise log level'; Plan = 'Edit app.json'; Rollback = 'Edit it back' }
        [pscustomobject]@{ Id = 'C2'; Title = 'Drop old table'; Plan = 'drop table'; Rollback = '' }
        [pscustomobject]@{ Id = 'C3'; Title = 'Move the DNS'; Plan = 'ask IT'; Rollback = 'ask IT' }
        """;

    [Fact]
    public void Tickets_become_objects()
    {
        using var mock = new MockShell();
        mock.Get("""
            Add-QubridMockReply -Json @{ severity = 'high'; team = 'network'; summary = 'VPN drops for the whole office.' } -Match '"Id":"T1"'
            Add-QubridMockReply -Json @{ severity = 'low'; team = 'billing'; summary = 'Wrong address on an invoice.' } -Match '"Id":"T2"'
            """);
        var triage = mock.Get("param($f) 'T1', 'T2' | ForEach-Object { [pscustomobject]@{ Id = $_; Subject = 's'; Body = 'b' } } | & $f", Runbook("Get-TicketTriage.ps1"));
        Assert.Equal(2, triage.Count);
        AssertPromised("Get-TicketTriage.ps1", triage, AsRow);
    }

    [Fact]
    public void Services_that_stand_still_are_explained()
    {
        using var mock = new MockShell();
        var report = mock.Get($"param($f) & {{ {Services} }} | & $f", Runbook("Get-ServiceHealth.ps1"));
        AssertPromised("Get-ServiceHealth.ps1", report, AsList);
        Assert.Single(mock.Requests);
    }

    [Fact]
    public void Changes_are_approved_where_the_review_and_the_user_agree()
    {
        using var mock = new MockShell();
        mock.Get("""
            $global:approved = @()
            Add-QubridMockReply 'APPROVE: small and can be undone' -Match '"Id":"C1"'
            Add-QubridMockReply 'REJECT: there is no way back' -Match '"Id":"C2"'
            Add-QubridMockReply 'I would ask the owner first.' -Match '"Id":"C3"'
            """);
        var script = $"param($f) & {{ {Changes} }} | & $f -ApproveAction {{ param($c) $global:approved += $c.Id }} ";
        mock.Get(script + "-WhatIf", Runbook("Approve-ChangeRequest.ps1"));
        Assert.Empty(mock.Get("$approved"));
        AssertPromised("Approve-ChangeRequest.ps1", mock.Get(script + "-Confirm:$false", Runbook("Approve-ChangeRequest.ps1")), AsRow);
        Assert.Equal("C1", mock.Get("$approved").Single().ToString());
    }

    [Fact]
    public void Logs_are_digested_and_passwords_kept()
    {
        using var mock = new MockShell();
        mock.Get(StandIns);
        AssertPromised("Get-LogDigest.ps1", mock.Get("param($f) & $f -Path anywhere", Runbook("Get-LogDigest.ps1")), AsRow);
        Assert.All(mock.Requests, request => Assert.DoesNotContain("hunter2", request.Text("Body"), StringComparison.Ordinal));
    }

    [Fact]
    public void A_nightly_batch_answers_every_row()
    {
        using var folder = new TemporaryFolder();
        using var mock = new MockShell();
        mock.Get(StandIns);
        var sum = mock.Get("param($f, $p) & $f -Path $p -Destination out.csv", Runbook("Invoke-NightlyBatch.ps1"), folder.File("rows.csv"));
        AssertPromised("Invoke-NightlyBatch.ps1", sum, AsList);
        Assert.Equal("1 2 3", mock.Get("[string]$written.Id").Single().ToString());
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Every_runbook_has_its_tests_and_knows_of_no_mock()
    {
        var all = Directory.GetFiles(Path.GetDirectoryName(Runbook("x"))!, "*.ps1");
        var runbooks = all.Where(file => !file.EndsWith(".Tests.ps1", StringComparison.Ordinal)).ToList();
        Assert.Equal(5, runbooks.Count);
        Assert.All(runbooks, file => Assert.Contains(Path.ChangeExtension(file, ".Tests.ps1"), all));
        Assert.All(runbooks, file => Assert.DoesNotMatch("Mock(?!Server -Connect)", Help().Replace(File.ReadAllText(file), "")));
    }

    private static string Runbook(string file) => Path.Combine(TestSettings.RepositoryRoot, "samples", "runbooks", file);

    // The widths of columns and the breaks of lines are the screen's, not the runbook's.
    private static void AssertPromised(string file, IEnumerable<PSObject> output, Func<PSObject, string> show)
    {
        var help = Blanks().Replace(File.ReadAllText(Runbook(file)), " ");
        Assert.All(output, item => Assert.Contains(show(item), help, StringComparison.Ordinal));
    }

    private static string AsList(PSObject item) => string.Join(" ", item.Properties.Select(property => $"{property.Name} : {Value(property)}"));

    private static string AsRow(PSObject item) => string.Join(" ", item.Properties.Select(Value));

    private static string Value(PSPropertyInfo property) =>
        property.Value is object[] many ? "{" + string.Join(", ", many) + "}" : property.Value?.ToString() ?? "";

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex("<#.*?#>", RegexOptions.Singleline)]
    private static partial Regex Help();
}
