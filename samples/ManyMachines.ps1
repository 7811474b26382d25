<#
.SYNOPSIS
    Distributes rows with prompts to sessions on other computers, and returns all completions in order.
.DESCRIPTION
    Each computer processes a part of the rows with its own checkpoint. The checkpoints are merged into one file. The same command for all
    rows with that file returns every completion in the order of the rows. Only the requests that no computer completed are sent from
    this computer. After a failure, run the script again. Completed requests aren't sent again.

    Without -Session, the parts run in jobs on this computer.
.PARAMETER Row
    Specifies rows with a Prompt property, for example from Import-Csv.
.PARAMETER Checkpoint
    Specifies the file for all completions.
.PARAMETER ApiKey
    Specifies the API key, which is passed to the other computers.
.PARAMETER BaseUri
    Specifies the root of the API.
.PARAMETER Session
    Specifies sessions over SSH or WinRM, for example from New-PSSession -HostName web01, web02. The module must be installed there.
.PARAMETER ShardCount
    Specifies the number of jobs if there are no sessions. The default is 2.
.PARAMETER Module
    Specifies the name of the module, or its path if it isn't installed.
.OUTPUTS
    A completion for each row, with its usage, metrics, and InputObject.
.EXAMPLE
    ./ManyMachines.ps1 -Row (Import-Csv ./prompts.csv) -Session (New-PSSession -HostName web01, web02) -Checkpoint ./completions.jsonl -ApiKey $key
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

# Runs on each computer. It starts with the existing checkpoint lines, and returns the new lines.
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
