BeforeDiscovery {
    # A process that was started in the background of a shell without job control ignores SIGINT, and so do its children.
    $ignoresInterrupt = $IsLinux -and ([System.Convert]::ToInt64(((Get-Content -Path /proc/self/status) -match '^SigIgn:' -split '\s+')[1], 16) -band 2)
    $script:canInterrupt = ($IsLinux -or $IsMacOS) -and -not $ignoresInterrupt
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    . (Join-Path $PSScriptRoot 'ChildShell.ps1')
    $script:mock = Start-QubridMockServer
    $script:import = "Import-Module -Name '$($manifest.FullName)'; "

    # Child shells get their connection from environment variables.
    $script:connected = @{ QUBRID_API_KEY = 'any-key'; QUBRID_BASE_URL = $mock.BaseUri; QUBRID_MODEL = $null }
    $script:refused = @{ QUBRID_API_KEY = 'any-key'; QUBRID_BASE_URL = "$($mock.BaseUri)/nowhere"; QUBRID_MODEL = $null }
}

AfterAll {
    $mock | Stop-QubridMockServer
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'A process after an error' {
    BeforeAll {
        $script:command = $import + '$ErrorActionPreference = "Stop"; Invoke-QubridChat "Hello"; "goes on"'
        $script:file = Join-Path $TestDrive 'with a blank.ps1'
        Set-Content -Path $file -Value $command
    }

    It 'that was not caught ends with exit code 1, with -Command' {
        $run = Invoke-ChildShell -Command $command -Environment $refused
        $run.ExitCode | Should -Be 1
        $run.Output | Should -Not -Contain 'goes on'
        $run.Errors | Should -Match 'Invoke-QubridChat'
    }

    It 'that was not caught ends with exit code 1, with -File' {
        $run = Invoke-ChildShell -File $file -Environment $refused
        $run.ExitCode | Should -Be 1
        $run.Output | Should -Not -Contain 'goes on'
        $run.Errors | Should -Match 'Invoke-QubridChat'
    }

    It 'that was caught ends with exit code 0' {
        $run = Invoke-ChildShell -Command "try { $command } catch { `"caught `$(`$_.FullyQualifiedErrorId)`" }" -Environment $refused
        $run.ExitCode | Should -Be 0
        $run.Output | Should -Be 'caught Qubrid.NotFound,QubridPS.InvokeQubridChatCommand'
        $run.Errors | Should -BeNullOrEmpty
    }
}

Describe 'The streams of a process' {
    BeforeAll {
        $call = $import + '$VerbosePreference = "Continue"; Invoke-QubridChat "Hello"; 42 | Invoke-QubridChat'
        $script:run = Invoke-ChildShell -Command $call -Environment $connected
    }

    It 'write completions and verbose text to standard output' {
        $run.Output | Should -Contain 'Mock answer to: Hello'
        $run.Output -match "VERBOSE: POST $($mock.BaseUri)/chat/completions" | Should -HaveCount 1
    }

    It 'write errors with a recommended action, and nothing else, to standard error' {
        $run.Errors | Should -Match '^Invoke-QubridChat ?: .*Int32'
        $run.Errors | Should -Match '-Prompt'
        $run.Errors | Should -Not -Match 'VERBOSE|Mock answer'
    }
}

Describe 'The assemblies of a process' {
    BeforeAll {
        $list = "([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object Location -like '$($manifest.Directory.FullName)*' | ForEach-Object { `$_.GetName().Name } | Sort-Object) -join ' '; "
        Add-QubridMockReply -Server $mock -Text '{"n":7}' -Match 'number'
        $calls = "$import$list`$null = Invoke-QubridChat 'Hello'; $list`$null = Invoke-QubridChat 'Which number?' -Schema 'n int'; $list"
        $script:assemblies = (Invoke-ChildShell -Command $calls -Environment $connected).Output
        $script:isCore = $PSVersionTable.PSEdition -eq 'Core'
    }

    It 'are only those of the module after the import' {
        if ($isCore) { $assemblies[0] | Should -Be 'Qubrid.Client QubridPS QubridPS.Isolation QubridPS.Loader' }
        $assemblies[0] | Should -Not -Match 'NJsonSchema|OxyPlot|Polly|Newtonsoft'
    }

    It 'increase by few after a call' {
        if ($isCore) { $assemblies[1] | Should -Be 'Qubrid.Client QubridPS QubridPS.Isolation QubridPS.Loader System.Net.ServerSentEvents' }
        $assemblies[1] | Should -Not -Match 'NJsonSchema|OxyPlot|Polly|Newtonsoft'
    }

    It 'include the schema library after a call with -Schema' {
        $assemblies[2] | Should -Match 'NJsonSchema'
    }
}

Describe 'Ctrl+C' {
    It 'stops a running call and the script' -Skip:(-not $canInterrupt) {
        Add-QubridMockReply -Server $mock -Text 'one two' -TokenDelayMilliseconds 600000 -Match 'slow'
        $process = Start-ChildShell -Command "${import}Invoke-QubridChat 'slow'; 'goes on'" -Environment $connected
        try {
            $output = $process.StandardOutput.ReadToEndAsync()
            Wait-Condition { (Get-QubridMockRequest -Server $mock).Prompt -contains 'slow' }
            & (Get-Command -Name kill -CommandType Application -TotalCount 1) -INT $process.Id
            $process.WaitForExit(60000) | Should -BeTrue
            $process.ExitCode | Should -Not -Be 0
            $output.Result | Should -Not -Match 'goes on'
        }
        finally {
            if (-not $process.HasExited) { $process.Kill() }
            $process.Dispose()
        }
    }
}
