<#
.SYNOPSIS
    Runs the Pester suite and the tests of the sample runbooks against the staged module, in this shell, and returns the counts.
.EXAMPLE
    ./tests/pester/Invoke-Suite.ps1
    Runs the suite with the Pester version that is installed.
#>
[CmdletBinding()]
param(
    # The manifest of the Pester version to use. By default, the installed version.
    [string] $PesterManifest = 'Pester'
)

$ErrorActionPreference = 'Stop'
Import-Module -Name $PesterManifest -MinimumVersion 5.5

# The tests of the runbooks import the module by its name, as they would on a machine where it is installed.
$root = Split-Path -Path (Split-Path -Path $PSScriptRoot)
$modulePath = $env:PSModulePath
$env:PSModulePath = (Join-Path $root 'out') + [System.IO.Path]::PathSeparator + $modulePath
try {
    $configuration = New-PesterConfiguration
    $configuration.Run.Path = $PSScriptRoot, (Join-Path $root 'samples')
    $configuration.Run.PassThru = $true
    $configuration.Output.Verbosity = 'Detailed'
    $run = Invoke-Pester -Configuration $configuration
}
finally {
    $env:PSModulePath = $modulePath
}

# A file or block that failed outside of its tests fails the run too.
$broken = @($run.FailedContainers | ForEach-Object Name) + @($run.FailedBlocks | ForEach-Object ExpandedPath)
[pscustomobject]@{
    Passed      = $run.PassedCount
    Failed      = $run.FailedCount + $broken.Count
    FailedTests = @($run.Failed | ForEach-Object ExpandedPath) + $broken
}
