BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')

    class PesterDisk {
        [string] $Name
        [int] $Percent
    }
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'Structured output' {
    BeforeEach {
        $script:mock = Start-QubridMockServer -Connect
    }

    AfterEach {
        $mock | Stop-QubridMockServer
    }

    It 'converts a CSV file to another one in one pipeline' {
        Add-QubridMockReply -Json @{ id = 1; team = 'billing' } -Match 'invoice'
        Add-QubridMockReply -Json @{ id = 2; team = 'network' }
        $in = Join-Path $TestDrive 'tickets.csv'
        $out = Join-Path $TestDrive 'teams.csv'
        'Id,Subject', '1,invoice', '2,vpn' | Set-Content -Path $in
        Import-Csv -Path $in | Invoke-QubridChat 'Which team?' -Each -Schema 'id int, team network|billing' -AsObject | Export-Csv -Path $out
        (Import-Csv -Path $out).team | Should -Be 'billing', 'network'
    }

    It 'returns an instance of a class' {
        Add-QubridMockReply -Json @{ Name = 'C'; Percent = 91 }
        $disk = Invoke-QubridChat 'Which disk?' -Schema ([PesterDisk]) -AsObject
        $disk | Should -BeOfType ([PesterDisk])
        $disk.Percent | Should -Be 91
    }

    It 'returns dates, arrays and nested objects' {
        Add-QubridMockReply -Json @{ due = '2026-01-02'; hosts = @(@{ name = 'a' }) }
        $data = (Invoke-QubridChat 'When?' -Schema @{ due = 'date'; hosts = @(@{ name = 'string' }) }).Data
        $data.due | Should -Be ([datetime]'2026-01-02')
        , $data.hosts | Should -BeOfType ([array])
        $data.hosts[0].name | Should -Be 'a'
    }

    It 'retries once with the validation error, then reports the mismatch' {
        Add-QubridMockReply '{"n":"x"}'
        { Invoke-QubridChat 'How many?' -Schema 'n int' } | Should -Throw -ErrorId 'Qubrid.SchemaMismatch,*'
        (Get-QubridMockRequest).Count | Should -Be 2
        { Invoke-QubridChat 'How many?' -Schema 'n int' -MaxSchemaRetry 0 } | Should -Throw -ErrorId 'Qubrid.SchemaMismatch,*'
        (Get-QubridMockRequest).Count | Should -Be 3
    }

    It 'rejects invalid schemas' {
        { Invoke-QubridChat 'x' -Schema @{ a = 'strng' } } | Should -Throw -ErrorId 'Qubrid.InvalidSchema,*'
    }
}
