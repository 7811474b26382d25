<#
.SYNOPSIS
    Runs the Pester suite against the staged module. Ends with exit code 1 where a test failed.
#>
[CmdletBinding()]
param(
    # A file that gets "<passed> <failed>".
    [string] $CountPath
)

$ErrorActionPreference = 'Stop'
Import-Module -Name Pester -MinimumVersion 5.0

$configuration = New-PesterConfiguration
$configuration.Run.Path = $PSScriptRoot
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$result = Invoke-Pester -Configuration $configuration

if ($CountPath) {
    [System.IO.File]::WriteAllText($CountPath, "$($result.PassedCount) $($result.FailedCount)`n")
}

exit [int]($result.FailedCount -gt 0 -or $result.PassedCount -eq 0)
