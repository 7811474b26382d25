BeforeDiscovery {
    $script:hasCron = $PSVersionTable.PSEdition -eq 'Core' -and $IsLinux
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    . (Join-Path $PSScriptRoot 'ChildShell.ps1')
    $script:mock = Start-QubridMockServer
    Add-QubridMockReply -Server $mock -Text 'Unknown.' -StatusCode 404 -Match 'fail'
    $script:environment = @{
        QUBRID_API_KEY  = 'any-key'
        QUBRID_BASE_URL = $mock.BaseUri
        QUBRID_MODEL    = $null
        PSModulePath    = $manifest.Directory.Parent.Parent.FullName + [System.IO.Path]::PathSeparator + $env:PSModulePath
    }

    # Returns the examples of a section of the topic: the blocks that are indented by eight spaces.
    function Get-TopicExample([string] $Section) {
        $topic = (Get-Content -Path (Join-Path $PSScriptRoot '../../docs/en-US/about_QubridPS_Unattended.help.txt') -Raw) -replace '\r'
        $text = [regex]::Match($topic, "(?ms)^$Section\n(.*?)(?=^\S|\z)").Groups[1].Value
        [regex]::Matches($text, '(?m)(?:^ {8}.*\n)+') | ForEach-Object { $_.Value -replace '(?m)^ {8}' }
    }

    function New-Folder {
        $folder = New-Item -Path (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory
        Get-TopicExample 'LONG DESCRIPTION' | Set-Content -Path (Join-Path $folder 'nightly.ps1')
        $folder.FullName
    }
}

AfterAll {
    $mock | Stop-QubridMockServer
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'The nightly script of about_QubridPS_Unattended' {
    It 'writes the answers and a transcript, and returns <ExitCode> for <Rows>' -ForEach @(
        @{ Rows = 'Id,Prompt', '1,one', '2,two'; Answers = 2; Errors = 0; ExitCode = 0 }
        @{ Rows = 'Id,Prompt', '1,one', '2,fail', '3,three'; Answers = 2; Errors = 1; ExitCode = 2 }
    ) {
        $folder = New-Folder
        Set-Content -Path (Join-Path $folder 'prompts.csv') -Value $Rows
        $run = Invoke-ChildShell -File (Join-Path $folder 'nightly.ps1') -Option '-NonInteractive' -Environment $environment
        $run.ExitCode | Should -Be $ExitCode
        $run.Output[-1] | Should -Be "$Answers answers, $Errors errors"
        if ($Errors) { $run.Errors | Should -Match 'Unknown\.' } else { $run.Errors | Should -BeNullOrEmpty }
        $answered = @(Import-Csv -Path (Join-Path $folder 'answers.csv'))
        $answered.Count | Should -Be $Answers
        $answered[-1].Text | Should -Be "Mock answer to: $($answered[-1].Prompt)"
        Get-Content -Path (Join-Path $folder 'nightly.log') -Raw | Should -Match "$Answers answers, $Errors errors"
    }

    It 'is run by the cron line, with the key of the file' -Skip:(-not $hasCron) {
        $folder = New-Folder
        Set-Content -Path (Join-Path $folder 'prompts.csv') -Value 'Id,Prompt', '1,cron'
        $keyFile, $cronLine = Get-TopicExample 'CRON'
        $bin = New-Item -Path (Join-Path $folder 'bin') -ItemType Directory
        Set-Content -Path "$bin/pwsh" -Value '#!/bin/sh', "exec '$childShellPath' $childShellArgument`"`$@`""
        chmod +x "$bin/pwsh"
        $command = $cronLine.Trim() -replace '^15 2 \* \* \* '
        $command | Should -Match '^\. ~/.qubrid && pwsh -NoProfile -NonInteractive -File '
        $saved = $env:HOME, $env:PATH, $env:QUBRID_BASE_URL, $env:PSModulePath
        try {
            $env:HOME, $env:PATH, $env:QUBRID_BASE_URL, $env:PSModulePath = $folder, "${bin}:$env:PATH", $mock.BaseUri, $environment.PSModulePath
            'key-of-the-cron-job' | bash -c $keyFile
            $null | /bin/sh -c $command
            $LASTEXITCODE | Should -Be 0
        }
        finally {
            $env:HOME, $env:PATH, $env:QUBRID_BASE_URL, $env:PSModulePath = $saved
        }

        Get-Content -Path "$folder/nightly.out" | Select-Object -Last 1 | Should -Be '1 answers, 0 errors'
        (Get-Item -Path "$folder/.qubrid" -Force).UnixFileMode | Should -Be ([System.IO.UnixFileMode]'UserRead, UserWrite')
        (Get-QubridMockRequest -Server $mock).Prompt | Should -Contain 'cron'
    }
}

Describe 'The exit code' {
    It 'of <Option> is <ExitCode> after <Name>' -ForEach @(
        @{ Option = '-File'; Name = 'an error of a single request, with Continue'; Script = 'Invoke-QubridChat fail; "goes on"'; ExitCode = 0; GoesOn = $true }
        @{ Option = '-File'; Name = 'an error of a single request, with Stop'; Script = '$ErrorActionPreference = "Stop"; Invoke-QubridChat fail; "goes on"'; ExitCode = 1; GoesOn = $false }
        @{ Option = '-File'; Name = 'an error of an item'; Script = '"fail" | Invoke-QubridChat'; ExitCode = 0; GoesOn = $false }
        @{ Option = '-File'; Name = 'exit 3'; Script = '"goes on"; exit 3'; ExitCode = 3; GoesOn = $true }
        @{ Option = '-Command'; Name = 'an error of the last command'; Script = '"fail" | Invoke-QubridChat'; ExitCode = 1; GoesOn = $false }
        @{ Option = '-Command'; Name = 'an error before the last command'; Script = '"fail" | Invoke-QubridChat; "goes on"'; ExitCode = 0; GoesOn = $true }
        @{ Option = '-Command'; Name = 'exit 3'; Script = '"goes on"; exit 3'; ExitCode = 3; GoesOn = $true }
        @{ Option = '-Command'; Name = 'a script that ran exit 3'; Script = '& "{0}"'; Inner = '"goes on"; exit 3'; ExitCode = 1; GoesOn = $true }
    ) {
        $file = Join-Path $TestDrive 'code.ps1'
        Set-Content -Path $file -Value $(if ($Inner) { $Inner } else { $Script })
        $source = if ($Option -eq '-File') { @{ File = $file } } else { @{ Command = $Script.Replace('{0}', $file) } }
        $run = Invoke-ChildShell @source -Option '-NonInteractive' -Environment $environment
        $run.ExitCode | Should -Be $ExitCode
        ($run.Output -contains 'goes on') | Should -Be $GoesOn
    }
}

Describe 'A tool that requires confirmation, without a user' {
    BeforeAll {
        # The script writes what a log of the night would need.
        $script:toolScript = Join-Path $TestDrive 'tools.ps1'
        Set-Content -Path $toolScript -Value @'
function Get-One { 'one' }
function Remove-Tree { [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param([string] $Path) if ($PSCmdlet.ShouldProcess($Path)) { 'RAN' | Out-File $env:RAN_FILE } }
function Clear-Tree { [CmdletBinding()] param() if (-not $PSCmdlet.ShouldContinue('Sure?', 'Clear')) { return }; 'RAN' | Out-File $env:RAN_FILE }
foreach ($tool in 'Remove-Tree', 'Clear-Tree' | Select-Object -First $env:TOOL_COUNT) {
    try { Invoke-QubridChat "Clean up with $tool." -Tool Get-One, $tool }
    catch {
        $partial = $_.Exception.PartialCompletion
        ($_.FullyQualifiedErrorId -replace ',.*'), $_.ErrorDetails.Message, $_.ErrorDetails.RecommendedAction, $partial.Text, "$($partial.ToolInvocations)" -join '|'
    }
}
'@
        $script:environment.RAN_FILE = Join-Path $TestDrive 'ran.txt'
        $script:environment.TOOL_COUNT = '2'
        foreach ($tool in 'Remove-Tree', 'Clear-Tree') {
            Add-QubridMockReply -Server $mock -Text 'Let me see.' -ToolCall @{ Name = 'Get-One' }, @{ Name = $tool; Arguments = @{} } -Match "Clean up with $tool"
        }
    }

    It 'is not run, and the error has its name, what to set, and what had come so far: <Name>' -ForEach @(
        @{ Name = '-NonInteractive'; Option = @{ Option = '-NonInteractive' } }
        @{ Name = 'the input has ended'; Option = @{} }
    ) {
        $run = Invoke-ChildShell @Option -File $toolScript -Environment $environment
        $errors = @($run.Output -match 'Qubrid\.NotInteractive')
        $errors.Count | Should -Be 2
        $errors[0] | Should -BeLike "*Qubrid.NotInteractive|*'Remove-Tree' requires confirmation*|*-Confirm:`$false*|Let me see.|Get-One({})"
        $errors[1] | Should -BeLike "*Qubrid.NotInteractive|*'Clear-Tree' prompted*|*Force*|Let me see.|Get-One({})"
        $environment.RAN_FILE | Should -Not -Exist
    }

    It 'is not run in <Name>' -ForEach @(
        @{ Name = 'a job'; Run = { Start-Job { $env:TOOL_COUNT = 1; & $using:toolScript } | Receive-Job -Wait -AutoRemoveJob } }
        @{ Name = 'a runspace without a host'
            Run  = {
                $shell = [powershell]::Create()
                $shell.AddScript("`$env:TOOL_COUNT = 1; Import-Module -Name '$($manifest.FullName)'; & '$toolScript'").Invoke()
                $shell.Dispose()
            }
        }
    ) {
        $saved = @{}
        foreach ($key in $environment.Keys) {
            $saved[$key] = [System.Environment]::GetEnvironmentVariable($key)
            [System.Environment]::SetEnvironmentVariable($key, $environment[$key])
        }

        try { $text = & $Run }
        finally { foreach ($key in $saved.Keys) { [System.Environment]::SetEnvironmentVariable($key, $saved[$key]) } }
        $text | Should -BeLike "Qubrid.NotInteractive|*'Remove-Tree' requires confirmation*|*-Confirm:`$false*|Let me see.|Get-One({})"
        $environment.RAN_FILE | Should -Not -Exist
    }
}
