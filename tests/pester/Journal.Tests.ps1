BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'A journal' {
    BeforeEach {
        $script:mock = Start-QubridMockServer
        $script:file = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
        Connect-Qubrid -ApiKey 'canary-0123456789' -BaseUri $mock.BaseUri -Journal $file -JournalMode Record
        $null = 'Is web07 well?', 'Is web08 well?' | Invoke-QubridChat
        $mock | Stop-QubridMockServer
    }

    AfterEach {
        Disconnect-Qubrid
    }

    It 'replays recorded completions without a server in every mode' {
        Connect-Qubrid -Journal $file -JournalMode Replay
        (Invoke-QubridChat 'Is web08 well?').Text | Should -Be 'Mock answer to: Is web08 well?'
        -join (Invoke-QubridChat 'Is web07 well?' -Stream).Text | Should -Be 'Mock answer to: Is web07 well?'
    }

    It 'describes the closest recorded request if there is no match' {
        Connect-Qubrid -Journal $file -JournalMode Replay
        { Invoke-QubridChat 'Is web09 well?' } | Should -Throw -ErrorId 'Qubrid.JournalMiss,*' -ExpectedMessage '*recorded ''Is web0*'
    }

    It 'is used first with Auto, and the service for missing requests' {
        $fresh = Start-QubridMockServer
        Connect-Qubrid -ApiKey k -BaseUri $fresh.BaseUri -Journal $file -JournalMode Auto
        $null = 'Is web07 well?', 'Is web10 well?' | Invoke-QubridChat
        (Get-QubridMockRequest -Server $fresh).Prompt | Should -Be 'Is web10 well?'
        $fresh | Stop-QubridMockServer
    }

    It 'contains a line for each completion, without the key' {
        @(Get-Content -Path $file).Count | Should -Be 2
        Get-Content -Path $file -Raw | Should -Not -Match 'canary'
    }
}
