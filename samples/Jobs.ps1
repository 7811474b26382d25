<#
.SYNOPSIS
    Sends requests from a parallel loop, and from a job while the script continues.
.NOTES
    Requires PowerShell 7 and a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect. The output with the mock server:

    dns: Mock answer to: Which port does dns use?
    ntp: Mock answer to: Which port does ntp use?
    Mock answer to: Write a summary of the night.
    3 completions, 41 tokens
#>
#Requires -Version 7.4
[CmdletBinding()]
param(
    [string[]] $Service = @('dns', 'ntp')
)

# The loop and the job run in other runspaces of this process, which have no connection of their own. The connection shares its limits with them.
$connection = Get-QubridConnection
$module = Join-Path (Get-Module -Name QubridPS).ModuleBase 'QubridPS.psd1' # not required if the module is installed

# A parallel loop returns its results in the order in which they arrive.
$answers = $Service | ForEach-Object -ThrottleLimit 4 -Parallel {
    Import-Module -Name $using:module
    [pscustomobject]@{ Service = $_; Completion = Invoke-QubridChat "Which port does $_ use?" -Connection $using:connection }
} | Sort-Object -Property Service
$answers | ForEach-Object { "$($_.Service): $($_.Completion.Text)" }

$job = Start-ThreadJob {
    Import-Module -Name $using:module
    Invoke-QubridChat 'Write a summary of the night.' -Connection $using:connection
}
$summary = $job | Receive-Job -Wait -AutoRemoveJob # the script can do something else before
$summary.Text

# Completions from other runspaces are live objects. To use another process or computer, see ManyMachines.ps1 and about_QubridPS_Jobs.
$all = @($answers.Completion) + $summary
"$($all.Count) completions, $(($all | Measure-QubridChat).TotalTokens) tokens"
