<#
.SYNOPSIS
    Builds, tests and packs QubridPS. MSBuild does the work; this names the steps.
.EXAMPLE
    ./build.ps1
    Builds the module to out/QubridPS/<version>.
.EXAMPLE
    ./build.ps1 -Task Test
    Runs all tests, and the Pester suite where Pester 5 is installed.
.EXAMPLE
    ./build.ps1 -Task Help, Build
    Makes what Get-Help reads of the pages in docs/en-US, and stages it.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Analyze', 'Help', 'Pack', 'Benchmark')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'

function Invoke-DotNet {
    param([string[]] $Argument)
    & dotnet @Argument
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($Argument -join ' ') failed with exit code $LASTEXITCODE." }
}

function Get-Manifest {
    Get-Item -Path (Join-Path $PSScriptRoot 'out/QubridPS/*/QubridPS.psd1') | Sort-Object -Property { [version]$_.Directory.Name } | Select-Object -Last 1
}

Push-Location -Path $PSScriptRoot
try {
    switch ($Task) {
        'Build' {
            Invoke-DotNet -Argument 'build', 'src/QubridPS', '--configuration', $Configuration
        }
        'Test' {
            Invoke-DotNet -Argument 'test', '--configuration', $Configuration
            if (Get-Module -ListAvailable -Name Pester | Where-Object Version -ge '5.0') {
                & (Join-Path $PSScriptRoot 'tests/pester/Invoke-Suite.ps1')
            }
            else {
                Write-Warning 'Pester 5 is not installed, so the Pester suite was not run: Install-PSResource Pester'
            }
        }
        'Analyze' {
            Invoke-DotNet -Argument 'build', '--configuration', $Configuration
            $findings = @((Get-Manifest).Directory.FullName, 'build.ps1', 'docs', 'src', 'samples', 'tests', 'benchmarks' | ForEach-Object {
                    Invoke-ScriptAnalyzer -Path $_ -Recurse
                })
            $findings
            if ($findings.Count -gt 0) { throw "PSScriptAnalyzer has $($findings.Count) findings." }
            $null = Test-ModuleManifest -Path (Get-Manifest).FullName
        }
        'Help' {
            & (Join-Path $PSScriptRoot 'docs/Export-Help.ps1')
        }
        'Pack' {
            Invoke-DotNet -Argument 'pack', 'src/QubridPS', '--configuration', 'Release'
        }
        'Benchmark' {
            Invoke-DotNet -Argument 'run', '--configuration', 'Release', '--project', 'benchmarks'
        }
    }
}
finally {
    Pop-Location
}
