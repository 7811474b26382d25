<#
.SYNOPSIS
    Times the conversion of 10,000 objects beside ConvertTo-Json -Compress on the same objects, and prints the ratios of the medians.
.DESCRIPTION
    Both get the objects by the pipeline, as at a prompt, and go as deep: 4 levels. Ours makes the whole message, with the fence and its
    hash; nothing is sent. Both are warm, they take turns at going first, and neither pays for the garbage of the other.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Manifest,

    [int] $Count = 10000,

    [int] $WarmUps = 15,

    [int] $Runs = 25
)

$ErrorActionPreference = 'Stop' # else a command that is not there would be timed, and is fast

Import-Module -Name $Manifest

$files = @(Get-ChildItem -Path ([System.IO.Path]::GetDirectoryName([object].Assembly.Location)) -File)
$kinds = [ordered]@{
    'custom objects'    = 1..$Count | ForEach-Object {
        [pscustomobject]@{ Id = $_; Name = "service$_"; Status = 'Running'; Started = [datetime]::new(2026, 1, 1).AddMinutes($_); Cpu = $_ / 7 }
    }
    'nested objects'    = 1..$Count | ForEach-Object {
        [pscustomobject]@{ Id = $_; Tags = 'a', 'b'; Owner = @{ Name = 'x'; Mail = 'x@example.com' } }
    }
    'files (all properties named)' = 1..$Count | ForEach-Object { $files[$_ % $files.Count] } |
        Select-Object -Property Name, Length, LastWriteTime, FullName, Extension
}

$commands = @{
    Theirs = { $null = $objects | ConvertTo-Json -Compress -Depth 4 }
    Ours   = { $null = $objects | New-QubridMessage 'Look' }
}
foreach ($kind in $kinds.GetEnumerator()) {
    $objects = $kind.Value
    $times = @{ Theirs = @(); Ours = @() }
    foreach ($run in 1..($WarmUps + $Runs)) {
        $order = if ($run % 2) { 'Theirs', 'Ours' } else { 'Ours', 'Theirs' }
        foreach ($name in $order) {
            [GC]::Collect()
            $time = (Measure-Command -Expression $commands[$name]).TotalMilliseconds
            if ($run -gt $WarmUps) { $times[$name] += $time }
        }
    }

    $theirs, $ours = $times.Theirs, $times.Ours | ForEach-Object { @($_ | Sort-Object)[$Runs / 2] }
    '  {0} {1}: {2:0.0} times as fast as ConvertTo-Json -Compress ({3:0.0} ms and {4:0.0} ms, the medians of {5} runs each)' -f $Count, $kind.Key, ($theirs / $ours), $ours, $theirs, $Runs
}
