BeforeAll {
    Import-Module -Name QubridPS
    $script:runbook = Join-Path $PSScriptRoot 'Get-LogDigest.ps1'
    Set-Content -Path (Join-Path $TestDrive 'app.log') -Value '08:00 started', '08:01 ERROR cannot log in, password=hunter2', '08:02 WARN retry in 5 s'
    Set-Content -Path (Join-Path $TestDrive 'db.log') -Value (1..400 | ForEach-Object { "09:00 query $_ timed out" })
    $null = New-Item -Path (Join-Path $TestDrive 'empty.log') -ItemType File
    Set-Content -Path (Join-Path $TestDrive 'notes.txt') -Value 'error'
}

Describe 'Get-LogDigest' {
    BeforeEach {
        $script:mock = Start-QubridMockServer -Connect -Strict
    }

    AfterEach {
        $mock | Stop-QubridMockServer
    }

    It 'summarizes each log file' {
        Add-QubridMockReply 'Log-ins fail since 08:01.' -Match '"app.log"'
        Add-QubridMockReply 'The database is slow.' -Match '"db.log"'
        $digest = & $runbook -Path $TestDrive
        $digest.File | Should -Be 'app.log', 'db.log'
        $digest.Parts | Should -Be 1, 1
        $digest.Digest | Should -Be 'Log-ins fail since 08:01.', 'The database is slow.'
    }

    It 'divides a large file, and merges the answers for its parts' {
        Add-QubridMockReply 'The database is slow.' -Match 'Combine them into one answer'
        Add-QubridMockReply 'Queries time out.' -Match 'Part \d+ of the data'
        Add-QubridMockReply 'Log-ins fail since 08:01.'
        $digest = & $runbook -Path $TestDrive -MaxInputTokens 1500
        $digest.Digest | Should -Be 'Log-ins fail since 08:01.', 'The database is slow.'
        $digest.Parts[0] | Should -Be 1
        $digest.Parts[1] | Should -BeGreaterThan 1
        @(Get-QubridMockRequest).Count | Should -Be ($digest.Parts[1] + 2)
        @(Get-QubridMockRequest).Prompt -match 'file "db.log" \(continued from line \d+\)' | Should -HaveCount ($digest.Parts[1] - 1)
    }

    It 'does not send passwords' {
        Add-QubridMockReply 'x'
        $null = & $runbook -Path $TestDrive
        (Get-QubridMockRequest).Body | Should -Not -Match 'hunter2'
        @(Get-QubridMockRequest).Prompt -match 'password=\[SECRET_1\]' | Should -Not -BeNullOrEmpty
    }

    It 'continues if one file fails' {
        Add-QubridMockReply 'Too long.' -StatusCode 413 -Match '"app.log"'
        Add-QubridMockReply 'The database is slow.'
        $digest = & $runbook -Path $TestDrive -ErrorVariable failures -ErrorAction SilentlyContinue
        $digest.File | Should -Be 'db.log'
        $failures[0].TargetObject.Name | Should -Be 'app.log'
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'Qubrid.InvalidRequest,*'
    }

    It 'retries after the delay that the service requests' {
        Add-QubridMockReply 'Slow down.' -StatusCode 429 -RetryAfter 0.1 -Times 1
        Add-QubridMockReply 'x'
        @(& $runbook -Path $TestDrive).Count | Should -Be 2
    }

    It 'resumes with the same checkpoint, and sends only what is missing' {
        Add-QubridMockReply 'No.' -StatusCode 400 -Match 'Part 2 of the data' -Times 1
        Add-QubridMockReply 'x'
        $arguments = @{ Path = "$TestDrive"; MaxInputTokens = 1500; Checkpoint = (Join-Path $TestDrive 'digest.jsonl') }
        (& $runbook @arguments -ErrorAction SilentlyContinue).File | Should -Be 'app.log'
        $sent = @(Get-QubridMockRequest).Count
        (& $runbook @arguments).File | Should -Be 'app.log', 'db.log'
        @(Get-QubridMockRequest).Count - $sent | Should -Be 2
    }

    It 'sends no request that exceeds the limit' {
        { & $runbook -Path $TestDrive -MaxInputTokens 5 -ErrorAction Stop } | Should -Throw -ErrorId 'Qubrid.InputTooLarge,*'
        Get-QubridMockRequest | Should -BeNullOrEmpty
    }
}
