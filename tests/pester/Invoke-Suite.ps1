<#
.SYNOPSIS
    Runs the Pester suite and the tests of the sample runbooks against the staged module. Ends with exit code 1 where a test failed.
#>
[CmdletBinding()]
param(
    # A file that gets "<passed> <failed>".
    [string] $CountPath
)

$ErrorActionPreference = 'Stop'
Import-Module -Name Pester -MinimumVersion 5.0

# The runbooks' tests import the module by its name, as they would on a machine that has it installed.
$root = Split-Path -Path (Split-Path -Path $PSScriptRoot)
$env:PSModulePath = (Join-Path $root 'out') + [System.IO.Path]::PathSeparator + $env:PSModulePath

$configuration = New-PesterConfiguration
$configuration.Run.Path = $PSScriptRoot, (Join-Path $root 'samples')
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$result = Invoke-Pester -Configuration $configuration

if ($CountPath) {
    [System.IO.File]::WriteAllText($CountPath, "$($result.PassedCount) $($result.FailedCount)`n")
}

exit [int]($result.FailedCount -gt 0 -or $result.PassedCount -eq 0)
