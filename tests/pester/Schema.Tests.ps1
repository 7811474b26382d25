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

    It 'returns the incidents of a log as rows with every column' {
        Add-QubridMockReply -Json '{"value":[{"host":"web07","time":"2026-01-02T08:00:00"},{"note":"twice","time":"2026-01-02T09:00:00","host":"db01"}]}' -Match 'incidents'
        $file = Join-Path $TestDrive 'incidents.csv'
        $schema = @([ordered]@{ time = 'datetime'; host = 'string'; note = 'string?' })
        'line 1', 'line 2' | Invoke-QubridChat 'List the incidents.' -Schema $schema -AsObject | Export-Csv -Path $file -NoTypeInformation
        (Get-Content -Path $file)[0] | Should -Be '"time","host","note"'
        (Import-Csv -Path $file).note | Should -Be '', 'twice'
    }

    It 'accepts a list alone, as many models return it' {
        Add-QubridMockReply '[{"host":"web07"},{"host":"db01"}]' -Match 'incidents'
        $hosts = Invoke-QubridChat 'List the incidents.' -Schema @(@{ host = 'string' }) -AsObject
        $hosts.host | Should -Be 'web07', 'db01'
        @(Get-QubridMockRequest).Count | Should -Be 1
    }

    It 'keeps order and empty values through <Name>' -ForEach @(
        @{ Name = 'Export-Clixml'; Get = { Invoke-QubridChat 'Go' -Schema $schema | Export-Clixml -Path "$TestDrive/data.xml"; (Import-Clixml -Path "$TestDrive/data.xml").Data } }
        @{ Name = 'a job'
            Get  = {
                $path, $address = $manifest.FullName, "$($mock.BaseUri)"
                Start-Job {
                    Import-Module -Name $using:path
                    Connect-Qubrid -ApiKey any -BaseUri $using:address
                    Invoke-QubridChat 'Go' -Schema $using:schema -AsObject
                } | Receive-Job -Wait -AutoRemoveJob | Select-Object -ExcludeProperty RunspaceId, PSSourceJobInstanceId, PSComputerName, PSShowComputerName -Property *
            }
        }
    ) {
        Add-QubridMockReply '{"rows":[{"q":1}],"z":2}'
        $schema = '{"type":"object","properties":{"z":{},"note":{},"rows":{"type":"array","items":{"properties":{"p":{},"q":{}}}}}}'
        & $Get | ConvertTo-Json -Depth 5 -Compress | Should -Be '{"z":2,"note":null,"rows":[{"p":null,"q":1}]}'
    }

    It 'reads a schema from a file, as text, lines, or objects' {
        Add-QubridMockReply '{"a":1,"b":2}'
        $file = Join-Path $TestDrive 'schema.json'
        '{ "type": "object",', '  "properties": { "b": {}, "a": {}, "c": {} } }' | Set-Content -Path $file
        foreach ($schema in (Get-Content -Path $file -Raw), (Get-Content -Path $file), (Get-Content -Path $file -Raw | ConvertFrom-Json)) {
            (Invoke-QubridChat 'Go' -Schema $schema -AsObject).PSObject.Properties.Name | Should -Be 'b', 'a', 'c'
        }
    }

    It 'rejects a short form that is not what it looks like, and shows the right form' {
        { Invoke-QubridChat 'x' -Schema 'incidents object[]: time, host' } | Should -Throw -ErrorId 'Qubrid.InvalidSchema,*' -ExpectedMessage "*@{ incidents = @(@{ time = 'string'; host = 'string' }) }*"
        { Invoke-QubridChat 'x' -Schema 'name: string, age: int' } | Should -Throw -ErrorId 'Qubrid.InvalidSchema,*' -ExpectedMessage "*'name string'*"
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
