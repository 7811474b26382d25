<#
.SYNOPSIS
    Times the conversion of 10,000 objects beside ConvertTo-Json -Compress on the same objects, in turn, and prints the ratios.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Manifest,

    [int] $Count = 10000,

    [int] $Runs = 25
)

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

foreach ($kind in $kinds.GetEnumerator()) {
    $objects = $kind.Value
    $times = foreach ($run in 1..$Runs) {
        [pscustomobject]@{
            Theirs = (Measure-Command { $null = $objects | ConvertTo-Json -Compress -Depth 4 }).TotalMilliseconds
            Ours   = (Measure-Command { $null = $objects | New-QubridMessage 'Look' }).TotalMilliseconds
        }
    }

    # The fastest of each: what else the machine does can only slow a run down.
    $theirs = ($times.Theirs | Measure-Object -Minimum).Minimum
    $ours = ($times.Ours | Measure-Object -Minimum).Minimum
    '  {0} {1}: {2:0.0} times as fast as ConvertTo-Json -Compress ({3:0.0} ms and {4:0.0} ms, the fastest of {5} runs each)' -f $Count, $kind.Key, ($theirs / $ours), $ours, $theirs, $Runs
}
