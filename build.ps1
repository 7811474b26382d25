<#
.SYNOPSIS
    Builds, tests and packs QubridPS.
.DESCRIPTION
    Runs the named tasks in the given order and stops at the first one that fails.

    Build       Builds the module to out/QubridPS/<version>.
    Test        Builds everything, runs the xunit projects and the Pester suite, and ends with "N passed, N failed".
    QuickStart  Builds and imports the module, and runs samples/QuickStart.ps1 with the mock server.
    Analyze     Runs PSScriptAnalyzer on the staged module and on every script.
    Help        Generates docs/en-US/QubridPS.dll-Help.xml from the help pages.
    Pack        Creates out/packages/QubridPS.<version>.nupkg.
    Install     Builds the module and copies it to the module folder of the current user.
    Benchmark   Runs the benchmarks.
.EXAMPLE
    dotnet tool restore && dotnet pwsh ./build.ps1 -Task Test
    Runs all tests in the PowerShell version that the tool manifest pins.
.EXAMPLE
    ./build.ps1 -Task Help, Build
    Generates the file that Get-Help reads, and stages it.
#>
[CmdletBinding()]
param(
    # The tasks to run, in this order.
    [ArgumentCompleter({ 'Build', 'Test', 'QuickStart', 'Analyze', 'Help', 'Pack', 'Install', 'Benchmark' -like "$($args[2])*" })]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # The Pester version for the task Test. The default is the version in .config/dotnet-tools.json.
    [string] $PesterVersion
)

$ErrorActionPreference = 'Stop'

# Started with -File, PowerShell passes "-Task Help,Build" as one string.
$tasks = @($Task -split ',' | ForEach-Object -MemberName Trim)
$results = Join-Path $PSScriptRoot 'out/test-results'

function Invoke-DotNet {
    param([string[]] $Argument)
    & dotnet @Argument
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($Argument -join ' ') failed with exit code $LASTEXITCODE." }
}

function Assert-Sdk {
    # dotnet --version fails where only a runtime is installed.
    $version = if (Get-Command -Name dotnet -CommandType Application -ErrorAction Ignore) { & dotnet --version 2>$null }
    if ([int]("$version" -split '\.')[0] -lt 10) {
        throw 'The .NET SDK 10 or later was not found. Install it from https://dotnet.microsoft.com/download, then run "dotnet tool restore" and this command again.'
    }
}

function Assert-Module {
    param([string] $Name)
    if (-not (Get-Module -ListAvailable -Name $Name)) { throw "The module $Name is not installed. Run: Install-PSResource -Name $Name" }
}

function Get-Manifest {
    Get-Item -Path (Join-Path $PSScriptRoot 'out/QubridPS/*/QubridPS.psd1') | Sort-Object -Property { [version]$_.Directory.Name } | Select-Object -Last 1
}

function Get-UserModuleFolder {
    $isWindowsPlatform = [System.Environment]::OSVersion.Platform -eq 'Win32NT'
    if ($isWindowsPlatform) {
        $product = if ($PSVersionTable.PSEdition -eq 'Core') { 'PowerShell' } else { 'WindowsPowerShell' }
        return Join-Path ([System.Environment]::GetFolderPath('MyDocuments')) "$product/Modules"
    }

    $data = if ($env:XDG_DATA_HOME) { $env:XDG_DATA_HOME } else { Join-Path $HOME '.local/share' }
    Join-Path $data 'powershell/Modules'
}

function Start-XunitProject {
    # Two projects at a time run beside the Pester suite, which mostly waits for child processes.
    foreach ($project in Get-Item -Path 'tests/*/*.csproj') {
        Start-ThreadJob -Name $project.BaseName -ThrottleLimit 2 -ScriptBlock {
            & dotnet test ($using:project).FullName --no-build --configuration $using:Configuration --logger 'trx' --results-directory $using:results 2>&1
            if ($LASTEXITCODE -ne 0) { throw "dotnet test failed with exit code $LASTEXITCODE." }
        }
    }
}

function Receive-XunitProject {
    param([System.Management.Automation.Job[]] $Job)
    foreach ($project in $Job) {
        $project | Receive-Job -Wait -ErrorAction SilentlyContinue | Out-Host
        [pscustomobject]@{ Name = $project.Name; Succeeded = $project.State -eq 'Completed' }
        Remove-Job -Job $project
    }
}

function Read-XunitResult {
    foreach ($file in Get-ChildItem -Path $results -Filter '*.trx' -File) {
        $run = [xml](Get-Content -Path $file.FullName -Raw -Encoding UTF8)
        $counters = $run.TestRun.ResultSummary.Counters
        [pscustomobject]@{
            Passed      = [int]$counters.passed
            Failed      = [int]$counters.failed
            FailedTests = @($run.TestRun.Results.UnitTestResult | Where-Object outcome -EQ 'Failed' | ForEach-Object testName)
        }
    }
}

function Invoke-Test {
    Remove-Item -Path $results -Recurse -Force -ErrorAction Ignore
    Invoke-DotNet -Argument (@('build', '--configuration', $Configuration) + $pesterOption)
    $pesterManifest = & dotnet msbuild tests/QubridPS.Tests -getProperty:PesterManifest $pesterOption
    $xunit = Start-XunitProject
    $pester = & ./tests/pester/Invoke-Suite.ps1 -PesterManifest $pesterManifest
    $aborted = @(Receive-XunitProject -Job $xunit | Where-Object Succeeded -EQ $false | ForEach-Object Name)
    $suites = @(Read-XunitResult) + $pester

    $passed = ($suites | Measure-Object -Property Passed -Sum).Sum
    $failed = ($suites | Measure-Object -Property Failed -Sum).Sum
    $suites.FailedTests | Where-Object { $_ } | ForEach-Object { "Failed: $_" }
    if ($aborted -and $failed -eq 0) {
        # A run that ended before it reported a test has also failed.
        $failed = $aborted.Count
        $aborted | ForEach-Object { "Aborted: $_" }
    }

    "$passed passed, $failed failed"
    if ($failed -gt 0) { exit 1 }
}

function Invoke-Analyze {
    Assert-Module -Name PSScriptAnalyzer
    Invoke-DotNet -Argument 'build', '--configuration', $Configuration
    $findings = @((Get-Manifest).Directory.FullName, 'build.ps1', 'docs', 'src', 'samples', 'tests', 'benchmarks' | ForEach-Object {
            Invoke-ScriptAnalyzer -Path $_ -Recurse
        })
    $findings
    if ($findings.Count -gt 0) { throw "PSScriptAnalyzer reported $($findings.Count) findings." }
    $null = Test-ModuleManifest -Path (Get-Manifest).FullName
}

function Install-StagedModule {
    $source = (Get-Manifest).Directory
    $target = Join-Path (Get-UserModuleFolder) "QubridPS/$($source.Name)"
    Remove-Item -Path $target -Recurse -Force -ErrorAction Ignore
    $null = New-Item -Path $target -ItemType Directory -Force
    Copy-Item -Path (Join-Path $source.FullName '*') -Destination $target -Recurse
    "QubridPS $($source.Name) was installed to $target."
}

$buildModule = 'build', 'src/QubridPS', '--configuration', $Configuration
$pesterOption = @(if ($PesterVersion) { "-property:PesterVersion=$PesterVersion" })
$quiet = '--verbosity', 'quiet', '-consoleLoggerParameters:NoSummary'
$actions = [ordered]@{
    Build      = { Invoke-DotNet -Argument $buildModule }
    Test       = { Invoke-Test }
    QuickStart = { Invoke-DotNet -Argument ($buildModule + $quiet); Import-Module -Name (Get-Manifest).FullName; & ./samples/QuickStart.ps1 }
    Analyze    = { Invoke-Analyze }
    Help       = { & ./docs/Export-Help.ps1 }
    Pack       = { Invoke-DotNet -Argument 'pack', 'src/QubridPS', '--configuration', 'Release' }
    Install    = { Invoke-DotNet -Argument ($buildModule + $quiet); Install-StagedModule }
    Benchmark  = { Invoke-DotNet -Argument 'run', '--configuration', 'Release', '--project', 'benchmarks' }
}

$unknown = @($tasks | Where-Object { -not $actions.Contains($_) })
if ($unknown) { throw "Unknown task: $($unknown -join ', '). Valid tasks: $(@($actions.Keys) -join ', ')." }

Push-Location -Path $PSScriptRoot
try {
    Assert-Sdk
    foreach ($name in $tasks) { & $actions[$name] }
}
finally {
    Pop-Location
}
