BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'A checkpoint' {
    BeforeAll {
        $script:mock = Start-QubridMockServer -Connect
    }

    AfterAll {
        $mock | Stop-QubridMockServer
    }

    BeforeEach {
        $script:before = $mock.Requests.Count
        $script:file = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
    }

    It 'sends only missing requests and returns all completions in order' {
        $null = 'b', 'd' | Invoke-QubridChat -Checkpoint $file
        $answers = 'a', 'b', 'c', 'd' | Invoke-QubridChat -Checkpoint $file -ThrottleLimit 4
        $answers.InputObject | Should -Be 'a', 'b', 'c', 'd'
        $mock.Requests.Count - $before | Should -Be 4
    }

    It 'contains a line of JSON for each completion, without the key' {
        $null = 'a', 'b' | Invoke-QubridChat -Checkpoint $file
        $entries = Get-Content -Path $file | ConvertFrom-Json
        $entries.request.messages.content | Should -Be 'a', 'b'
        Get-Content -Path $file -Raw | Should -Not -Match 'mock-key'
    }

    It 'is resumed after a downstream command stopped' {
        $null = 'a', 'b', 'c' | Invoke-QubridChat -Checkpoint $file | Select-Object -First 1
        @('a', 'b', 'c' | Invoke-QubridChat -Checkpoint $file).Count | Should -Be 3
        $mock.Requests.Count - $before | Should -Be 3
    }

    It 'rejects another file and does not change it' {
        'my notes' | Set-Content -Path $file
        { 'a' | Invoke-QubridChat -Checkpoint $file } | Should -Throw -ErrorId 'Qubrid.CheckpointUnusable,*'
        Get-Content -Path $file | Should -Be 'my notes'
    }
}
