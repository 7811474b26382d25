<#
.SYNOPSIS
    Times the conversion of 10,000 objects beside ConvertTo-Json -Compress on the same objects, in turn, and prints the ratios.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Manifest,

    [int] $Count = 10000,

    [int] $Runs = 9
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
    $ratios = foreach ($run in 0..$Runs) {
        $theirs = (Measure-Command { $null = $objects | ConvertTo-Json -Compress -Depth 4 }).TotalMilliseconds
        $ours = (Measure-Command { $null = $objects | New-QubridMessage 'Look' }).TotalMilliseconds
        if ($run -gt 0) {
            $theirs / $ours
        }
    }

    $median = @($ratios | Sort-Object)[[math]::Floor($Runs / 2)]
    '  {0} {1}: {2:0.0} times as fast as ConvertTo-Json -Compress (median of {3}; last: {4:0} ms and {5:0} ms)' -f $Count, $kind.Key, $median, $Runs, $ours, $theirs
}
