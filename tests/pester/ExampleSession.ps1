# Runs examples, each between two lines with its name. ExampleRunner.ps1 starts it in a child shell, because it defines commands that the
# session can have, and changes the connection and the environment of the session.
[CmdletBinding()]
param(
    # A file of examples, written by Export-Clixml.
    [Parameter(Mandatory)] [string] $List,
    [Parameter(Mandatory)] [string] $Manifest,
    [Parameter(Mandatory)] [string] $PesterManifest,
    # The folder in which each session creates its own folder.
    [Parameter(Mandatory)] [string] $Folder
)

if ($PSVersionTable.PSEdition -eq 'Core') { $PSStyle.OutputRendering = 'PlainText' }
Import-Module -Name $Manifest
. (Join-Path $PSScriptRoot 'ExampleData.ps1')

foreach ($exampleName in $exampleCommands.Keys) { Set-Item -Path "function:global:$exampleName" -Value $exampleCommands[$exampleName] }

# Runs an example in the scope of the caller, and writes its displayed output to the host. An example that calls Mock runs in a Pester test.
$exampleAction = {
    $exampleText = ". {`n$($args[0])`n} 2>&1 | Out-String -Stream -Width 160 | Out-Host"
    if ($args[0] -match '(?m)^\s*Mock ') {
        Set-Content -Path ./Example.Tests.ps1 -Value "Describe 'Example' { It 'runs' { $exampleText } }" -Encoding UTF8
        (Invoke-Pester -Path ./Example.Tests.ps1 -Output None -PassThru).Failed.ErrorRecord
    }
    else {
        . ([scriptblock]::Create($exampleText))
    }
}

$exampleEnvironment = @{}
Get-ChildItem -Path Env: | ForEach-Object { $exampleEnvironment[$_.Name] = $_.Value }

$exampleList = @(Import-Clixml -Path $List)
if ($exampleList.Code -match '(?m)^\s*Mock ') { Import-Module -Name $PesterManifest }

foreach ($exampleSession in $exampleList.Session | Select-Object -Unique) {
    $exampleGroup = @($exampleList | Where-Object Session -EQ $exampleSession)
    $exampleFolder = Join-Path $Folder ([guid]::NewGuid())
    Copy-Item -Path (Join-Path $PSScriptRoot 'ExampleFiles') -Destination $exampleFolder -Recurse
    Copy-Item -Path (Join-Path $PSScriptRoot '../../samples/images/*') -Destination $exampleFolder
    Push-Location -Path $exampleFolder
    & {
        $exampleFirst = $exampleGroup[0]
        Set-Variable -Name sample -Value $exampleFirst.Sample
        if ($exampleFirst.IsConnected) { $mock = Start-QubridMockServer -Connect }
        . ([scriptblock]::Create("$($exampleReplies[$exampleFirst.File])`n$($exampleFirst.Replies)"))
        foreach ($example in $exampleGroup) {
            $Host.UI.WriteLine("=== example $($example.Index) ===")
            try {
                . $exampleAction $example.Code
            }
            catch {
                $_ | Out-String -Stream -Width 160 | Out-Host
            }

            $Host.UI.WriteLine("=== $(@($mock.Requests).Count) requests ===")
        }
    }

    Pop-Location
    Stop-QubridMockServer
    Disconnect-Qubrid
    Get-ChildItem -Path Env: | Where-Object { -not $exampleEnvironment.ContainsKey($_.Name) } | Remove-Item
    $exampleEnvironment.Keys | ForEach-Object { [System.Environment]::SetEnvironmentVariable($_, $exampleEnvironment[$_]) }
}
