<#
.SYNOPSIS
    Many machines: rows with prompts are shared out over sessions on other computers, and all answers come together here, in order.
.DESCRIPTION
    Each machine takes a shard of the rows and keeps a checkpoint of its own. The checkpoints are gathered into one file, and the same
    command over all rows with that file gives every answer in the order of the rows; only what a machine did not finish is sent from
    here. Run it again after a failure: nothing that was answered is asked twice.

    Without -Session the shards run in jobs on this computer, to try it.
.PARAMETER Row
    Rows with a Prompt, as Import-Csv gives them.
.PARAMETER Checkpoint
    The file that keeps all answers.
.PARAMETER Session
    Sessions over SSH or WinRM, such as New-PSSession -HostName web01, web02. The module must be installed there.
.PARAMETER ShardCount
    How many jobs to use where there are no sessions.
.PARAMETER Module
    The module's name, or its path where it is not installed.
.OUTPUTS
    A completion for each row, a live object with its usage, metrics and InputObject.
.EXAMPLE
    ./ManyMachines.ps1 -Row (Import-Csv ./prompts.csv) -Session (New-PSSession -HostName web01, web02) -Checkpoint ./answers.jsonl -ApiKey $key
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [psobject[]] $Row,

    [Parameter(Mandatory = $true)]
    [string] $Checkpoint,

    [Parameter(Mandatory = $true)]
    [securestring] $ApiKey,

    [uri] $BaseUri = 'https://platform.qubrid.com/v1',

    [System.Management.Automation.Runspaces.PSSession[]] $Session,

    [int] $ShardCount = 2,

    [string] $Module = 'QubridPS'
)

# What a machine does with its rows. It starts from the answers that there are, and gives the lines of the new ones.
$work = {
    param($Rows, $Known, $ApiKey, $BaseUri, $Module)
    $file = [System.IO.Path]::GetTempFileName()
    try {
        Set-Content -Path $file -Value $Known -Encoding utf8
        Import-Module -Name $Module
        Connect-Qubrid -ApiKey $ApiKey -BaseUri $BaseUri
        $null = $Rows | Invoke-QubridChat -ThrottleLimit 8 -Checkpoint $file -ErrorAction SilentlyContinue
        Get-Content -Path $file -Encoding utf8 | Select-Object -Skip @($Known).Count
    }
    finally {
        Remove-Item -Path $file
    }
}

$known = @(if (Test-Path -Path $Checkpoint) { Get-Content -Path $Checkpoint -Encoding utf8 })
$shards = if ($Session) { $Session.Count } else { $ShardCount }
$jobs = foreach ($shard in 0..($shards - 1)) {
    $rows = @(for ($i = $shard; $i -lt $Row.Count; $i += $shards) { $Row[$i] })
    $arguments = $rows, $known, $ApiKey, $BaseUri, $Module
    if ($Session) {
        Invoke-Command -Session $Session[$shard] -ScriptBlock $work -ArgumentList $arguments -AsJob
    }
    elseif ($rows) {
        Start-Job -ScriptBlock $work -ArgumentList $arguments
    }
}

$jobs | Receive-Job -Wait -AutoRemoveJob | Add-Content -Path $Checkpoint -Encoding utf8
Connect-Qubrid -ApiKey $ApiKey -BaseUri $BaseUri
$Row | Invoke-QubridChat -Checkpoint $Checkpoint
