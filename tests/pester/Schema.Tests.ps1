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

Describe 'Answers as objects' {
    BeforeEach {
        $script:mock = Start-QubridMockServer -Connect
    }

    AfterEach {
        $mock | Stop-QubridMockServer
    }

    It 'turns a CSV into another one in one line' {
        Add-QubridMockReply -Json @{ id = 1; team = 'billing' } -Match 'invoice'
        Add-QubridMockReply -Json @{ id = 2; team = 'network' }
        $in = Join-Path $TestDrive 'tickets.csv'
        $out = Join-Path $TestDrive 'teams.csv'
        'Id,Subject', '1,invoice', '2,vpn' | Set-Content -Path $in
        Import-Csv -Path $in | Invoke-QubridChat 'Which team?' -Each -Schema 'id int, team network|billing' -AsObject | Export-Csv -Path $out
        (Import-Csv -Path $out).team | Should -Be 'billing', 'network'
    }

    It 'gives an instance of a class' {
        Add-QubridMockReply -Json @{ Name = 'C'; Percent = 91 }
        $disk = Invoke-QubridChat 'Which disk?' -Schema ([PesterDisk]) -AsObject
        $disk | Should -BeOfType ([PesterDisk])
        $disk.Percent | Should -Be 91
    }

    It 'gives dates, arrays and nested objects' {
        Add-QubridMockReply -Json @{ due = '2026-01-02'; hosts = @(@{ name = 'a' }) }
        $data = (Invoke-QubridChat 'When?' -Schema @{ due = 'date'; hosts = @(@{ name = 'string' }) }).Data
        $data.due | Should -Be ([datetime]'2026-01-02')
        , $data.hosts | Should -BeOfType ([array])
        $data.hosts[0].name | Should -Be 'a'
    }

    It 'shows the model its fault once, and then says what does not fit' {
        Add-QubridMockReply '{"n":"x"}'
        { Invoke-QubridChat 'How many?' -Schema 'n int' } | Should -Throw -ErrorId 'Qubrid.SchemaMismatch,*'
        (Get-QubridMockRequest).Count | Should -Be 2
        { Invoke-QubridChat 'How many?' -Schema 'n int' -MaxSchemaRetry 0 } | Should -Throw -ErrorId 'Qubrid.SchemaMismatch,*'
        (Get-QubridMockRequest).Count | Should -Be 3
    }

    It 'refuses what is no schema' {
        { Invoke-QubridChat 'x' -Schema @{ a = 'strng' } } | Should -Throw -ErrorId 'Qubrid.InvalidSchema,*'
    }
}
