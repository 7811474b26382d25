BeforeAll {
    Import-Module -Name QubridPS
    $script:runbook = Join-Path $PSScriptRoot 'Get-LogDigest.ps1'
    Set-Content -Path (Join-Path $TestDrive 'app.log') -Value '08:00 started', '08:01 ERROR cannot log in, password=hunter2', '08:02 WARN retry in 5 s'
    Set-Content -Path (Join-Path $TestDrive 'db.log') -Value '08:00 query timed out'
    Set-Content -Path (Join-Path $TestDrive 'quiet.log') -Value 'all is well'
    Set-Content -Path (Join-Path $TestDrive 'notes.txt') -Value 'error'
}

Describe 'Get-LogDigest' {
    BeforeEach {
        $script:mock = Start-QubridMockServer -Connect -Strict
    }

    AfterEach {
        $mock | Stop-QubridMockServer
    }

    It 'summarizes each file that has relevant lines' {
        Add-QubridMockReply 'Log-ins fail since 08:01.' -Match '"File":"app.log"'
        Add-QubridMockReply 'The database is slow.' -Match '"File":"db.log"'
        $digest = & $runbook -Path $TestDrive
        $digest.File | Should -Be 'app.log', 'db.log'
        $digest.Lines | Should -Be 2, 1
        $digest.Digest | Should -Be 'Log-ins fail since 08:01.', 'The database is slow.'
    }

    It 'does not send passwords' {
        Add-QubridMockReply 'x'
        $null = & $runbook -Path $TestDrive
        (Get-QubridMockRequest).Body | Should -Not -Match 'hunter2'
        @(Get-QubridMockRequest).Prompt -match 'password=\*\*\*' | Should -Not -BeNullOrEmpty
    }

    It 'continues if one file fails' {
        Add-QubridMockReply 'Too long.' -StatusCode 413 -Match '"File":"app.log"'
        Add-QubridMockReply 'The database is slow.'
        $digest = & $runbook -Path $TestDrive -ErrorVariable failures -ErrorAction SilentlyContinue
        $digest.File | Should -Be 'db.log'
        $failures[0].TargetObject.File | Should -Be 'app.log'
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'Qubrid.InvalidRequest,*'
    }

    It 'retries after the delay that the service requests' {
        Add-QubridMockReply 'Slow down.' -StatusCode 429 -RetryAfter 0.1 -Times 1
        Add-QubridMockReply 'x'
        @(& $runbook -Path $TestDrive).Count | Should -Be 2
    }

    It 'sends no request that exceeds the limit' {
        { & $runbook -Path $TestDrive -MaxInputTokens 5 -ErrorAction Stop } | Should -Throw -ErrorId 'Qubrid.InputTooLarge,*'
        Get-QubridMockRequest | Should -BeNullOrEmpty
    }
}
