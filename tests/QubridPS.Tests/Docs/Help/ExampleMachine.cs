namespace QubridPS.Tests.Docs.Help;

/// <summary>The machine and the model that the pages tell of.</summary>
internal static class ExampleMachine
{
    /// <summary>Commands that a real shell has and the engine alone has not.</summary>
    internal const string Commands = """
        function Get-Service {
            [pscustomobject]@{ Name = 'Spooler'; Status = 'Stopped'; DisplayName = 'Print Spooler' }
            [pscustomobject]@{ Name = 'W32Time'; Status = 'Running'; DisplayName = 'Windows Time' }
        }
        function Import-Csv {
            [pscustomobject]@{ Id = 'T1'; Team = 'billing'; Subject = 'The invoice is wrong.' }
            [pscustomobject]@{ Id = 'T2'; Team = 'network'; Subject = 'No VPN since 8.' }
            [pscustomobject]@{ Id = 'T3'; Team = 'network'; Subject = 'DNS is slow.' }
        }
        function Read-Host {
            param([switch] $AsSecureString)
            [System.Net.NetworkCredential]::new('', 'a-key-that-was-typed').SecurePassword
        }
        function Get-Secret {
            param([string] $Name, [string] $Vault)
            [System.Net.NetworkCredential]::new('', 'a-key-of-a-vault').SecurePassword
        }
        function Mock {
            param([string] $Name, [scriptblock] $With)
            $null = $ExecutionContext.SessionState.InvokeProvider.Item.Set("function:global:$Name", [scriptblock]::Create('param([string] $Prompt, [string] $Model) ' + $With))
        }
        """;

    /// <summary>What the model says; an example's own replies come after these.</summary>
    internal const string Answers = """
        Add-QubridMockReply 'A service ended unexpectedly; the message names it.' -TokenDelayMilliseconds 20 -Match '^What does event 7031 mean'
        Add-QubridMockReply 'Look at its own log, then start it again.' -Match '^And what should I do'
        Add-QubridMockReply 'Spooler is stopped, and should run.' -Match '^Which of (these|them) should run and does not'
        Add-QubridMockReply 'billing' -Match '^Which team(.|\n)*invoice'
        Add-QubridMockReply 'network' -Match '^Which team: network'
        Add-QubridMockReply -Json @{ team = 'billing'; urgent = $false } -Match '^Sort this ticket(.|\n)*invoice'
        Add-QubridMockReply -Json @{ team = 'network'; urgent = $true } -Match '^Sort this ticket(.|\n)*VPN'
        Add-QubridMockReply -Json @{ team = 'network'; urgent = $false } -Match '^Sort this ticket(.|\n)*DNS'
        Add-QubridMockReply 'fail' -Match '^Disk D: on web07'
        Add-QubridMockReply -ToolCall @{ Name = 'Get-Service' } -Match '^Is the print spooler running' -Times 1
        Add-QubridMockReply 'No, it is stopped.' -Match '^Is the print spooler running'
        Add-QubridMockReply -ToolCall @{ Name = 'Get-HostUptime'; Arguments = @{ HostName = 'web07' } } -Match '^Has web07 been restarted' -Times 1
        Add-QubridMockReply 'No, it started 41 days ago.' -Match '^Has web07 been restarted'
        Add-QubridMockReply 'The second from the left, red.' -Match '^Which lamp is on'
        """;
}
