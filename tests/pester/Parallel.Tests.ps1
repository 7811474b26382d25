BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    . (Join-Path $PSScriptRoot 'ChildShell.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'Test files that run in parallel' {
    It 'have their own server in separate processes' {
        $test = Join-Path $TestDrive 'One.Tests.ps1'
        Set-Content -Path $test -Value @'
            BeforeAll { Import-Module $env:QUBRIDPS_MANIFEST; $script:mock = Start-QubridMockServer -Connect -Strict }
            AfterAll { $mock | Stop-QubridMockServer }
            Describe 'One' {
                It 'gets its own completions' {
                    Add-QubridMockReply -Text "$PID"
                    1..20 | ForEach-Object { (Invoke-QubridChat "$PID $_").Text } | Select-Object -Unique | Should -Be "$PID"
                    (Get-QubridMockRequest).Prompt | Should -Be (1..20 | ForEach-Object { "$PID $_" })
                }
            }
'@
        $command = "Import-Module '$((Get-Module -Name Pester).Path)'; `$r = Invoke-Pester -Path '$test' -PassThru -Output None; `"`$(`$r.PassedCount) of `$(`$r.TotalCount)`""
        $processes = 1..2 | ForEach-Object { Start-ChildShell -Command $command -Environment @{ QUBRIDPS_MANIFEST = $manifest.FullName } }
        $processes | ForEach-Object { $_.StandardOutput.ReadToEnd().Trim() } | Should -Be '1 of 1', '1 of 1'
    }

    It 'have their own server and connection in runspaces of one process' {
        $script = {
            param($manifest, $name)
            Import-Module $manifest
            $null = Start-QubridMockServer -Connect -Strict -TokenDelayMilliseconds 5
            Add-QubridMockReply -Text "from $name" -Match "^to $name$"
            1..10 | ForEach-Object { (Invoke-QubridChat "to $name").Text } | Select-Object -Unique
            @(Get-QubridMockRequest).Count
        }
        $runs = 1..4 | ForEach-Object {
            $shell = [powershell]::Create().AddScript($script).AddArgument($manifest.FullName).AddArgument("$_")
            @{ Shell = $shell; Run = $shell.BeginInvoke() }
        }
        foreach ($number in 1..4) {
            $run = $runs[$number - 1]
            $run.Shell.EndInvoke($run.Run) | Should -Be "from $number", 10
            $run.Shell.Runspace.Dispose()
            $run.Shell.Dispose()
        }
    }
}

Describe 'Parallel runspaces with one connection' {
    It 'share its rate limit' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
        $mock = Start-QubridMockServer
        $connection = Connect-Qubrid -ApiKey k -BaseUri $mock.BaseUri -RequestsPerMinute 1 -PassThru
        $manifest = $manifest.FullName
        $ids = 1..3 | ForEach-Object -ThrottleLimit 3 -Parallel {
            Import-Module -Name $using:manifest
            try { (Invoke-QubridChat "to $_" -Connection $using:connection -TimeoutSeconds 0.5).Text } catch { $_.FullyQualifiedErrorId }
        }
        $mock.Requests | Should -HaveCount 1
        $ids | Where-Object { $_ -like 'Qubrid.Timeout,*' } | Should -HaveCount 2
        $ids | Where-Object { $_ -like 'Mock answer to: to [123]' } | Should -HaveCount 1
        $mock | Stop-QubridMockServer
        Disconnect-Qubrid
    }
}
