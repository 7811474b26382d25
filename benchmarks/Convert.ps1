<#
.SYNOPSIS
    Times the conversion of 10,000 objects beside ConvertTo-Json -Compress on the same objects, and prints the ratios of the medians.
.DESCRIPTION
    Both get the objects by the pipeline, as at a prompt, and go as deep: 4 levels. Ours makes the whole message, with the fence and its
    hash; nothing is sent. Both are warm, they take turns at going first, and neither pays for the garbage of the other.
    "New" objects are made for each run, as a command gives them. "Again" are the same ones each time: at its first reader the engine
    hangs members of its own onto each object, which costs ConvertTo-Json more than all its JSON.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Manifest,

    [int] $Count = 10000,

    [int] $WarmUps = 15,

    [int] $Runs = 25,

    [int] $NewRuns = 9
)

$ErrorActionPreference = 'Stop' # else a command that is not there would be timed, and is fast

Import-Module -Name $Manifest

$numbers = 1..$Count
$files = @(Get-ChildItem -Path ([System.IO.Path]::GetDirectoryName([object].Assembly.Location)) -File)
$kinds = [ordered]@{
    'custom objects' = {
        $numbers | ForEach-Object {
            [pscustomobject]@{ Id = $_; Name = "service$_"; Status = 'Running'; Started = [datetime]::new(2026, 1, 1).AddMinutes($_); Cpu = $_ / 7 }
        }
    }
    'nested objects' = {
        $numbers | ForEach-Object {
            [pscustomobject]@{ Id = $_; Tags = 'a', 'b'; Owner = @{ Name = 'x'; Mail = 'x@example.com' } }
        }
    }
    'variables (with a view)' = {
        $numbers | ForEach-Object { [psvariable]::new("variable$_", $_) }
    }
    'files (all properties named)' = {
        $numbers | ForEach-Object { $files[$_ % $files.Count] } |
            Select-Object -Property Name, Length, LastWriteTime, FullName, Extension
    }
}

$commands = @{
    Theirs = { $null = $script:objects | ConvertTo-Json -Compress -Depth 4 }
    Ours   = { $null = $script:objects | New-QubridMessage 'Look' }
}

function Measure-Turn {
    param([scriptblock] $Source, [int] $Run, [switch] $New)
    $script:objects = & $Source
    $times = @{ Theirs = @(); Ours = @() }
    foreach ($turn in 1..$Run) {
        $order = if ($turn % 2) { 'Theirs', 'Ours' } else { 'Ours', 'Theirs' }
        foreach ($name in $order) {
            if ($New) { $script:objects = & $Source }
            [GC]::Collect()
            $times[$name] += (Measure-Command -Expression $commands[$name]).TotalMilliseconds
        }
    }

    $times
}

function Write-Ratio {
    param([string] $Name, [hashtable] $Times)
    $theirs, $ours = $Times.Theirs, $Times.Ours | ForEach-Object { @($_ | Sort-Object)[$_.Count / 2] }
    '  {0} {1}: {2:0.0} times as fast as ConvertTo-Json -Compress ({3:0.0} ms and {4:0.0} ms, the medians of {5} runs each)' -f $Count, $Name, ($theirs / $ours), $ours, $theirs, $Times.Ours.Count
}

foreach ($kind in $kinds.GetEnumerator()) {
    $null = Measure-Turn -Source $kind.Value -Run $WarmUps
    Write-Ratio -Name "new $($kind.Key)" -Times (Measure-Turn -Source $kind.Value -Run $NewRuns -New)
    Write-Ratio -Name "$($kind.Key) again" -Times (Measure-Turn -Source $kind.Value -Run $Runs)
}
