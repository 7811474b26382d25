BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    $script:mock = Start-QubridMockServer
    $script:folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive 'journals')
    $script:file = Join-Path $folder 'audit.jsonl'
    $null = Connect-Qubrid -ApiKey 'canary-0123456789' -BaseUri $mock.BaseUri -Journal $file
    $null = 'Is web07 well?', 'Is web08 well?' | Invoke-QubridChat -Model a/x
    $null = 'Name a port.' | Invoke-QubridChat -Model b/y -Checkpoint (Join-Path $folder 'run.jsonl')
}

AfterAll {
    $mock | Stop-QubridMockServer
    Disconnect-Qubrid
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'Get-QubridJournal' {
    It 'reads the journal of the connection by default' {
        (Get-QubridJournal).Prompt | Should -Be 'Is web07 well?', 'Is web08 well?', 'Name a port.'
    }

    It 'reads files by wildcard, literal path, and from the pipeline' {
        @(Get-QubridJournal -Path (Join-Path $folder '*.jsonl')).Count | Should -Be 4
        @(Get-QubridJournal -LiteralPath $file).Count | Should -Be 3
        @(Get-ChildItem -Path $folder | Get-QubridJournal).Count | Should -Be 4
        @($file | Get-QubridJournal).Count | Should -Be 3
        Get-QubridJournal -Path (Join-Path $folder 'none*') | Should -BeNullOrEmpty
    }

    It 'filters by model, text and time' {
        (Get-QubridJournal -Model a/*).Line | Should -Be 1, 2
        (Get-QubridJournal -Match 'WEB0[8-9]').Prompt | Should -Be 'Is web08 well?'
        @(Get-QubridJournal -After (Get-Date).AddDays(-1) -Before (Get-Date).AddDays(1)).Count | Should -Be 3
        Get-QubridJournal -After (Get-Date).AddDays(1) | Should -BeNullOrEmpty
        @(Get-QubridJournal -After (Get-QubridJournal)[0].Time).Count | Should -Be 3
    }

    It 'returns entries that are measured, continued, and exported' {
        $statistics = Get-QubridJournal | Measure-QubridChat -Price @{ '*' = @{ Input = 1; Output = 1 } }
        $statistics.Name | Should -Be 'a/x', 'b/y'
        $statistics[0].Cost | Should -Be ($statistics[0].TotalTokens / 1000000)
        $answer = Get-QubridJournal -Match web07 | Invoke-QubridChat 'And web09?' -Checkpoint (Join-Path $TestDrive 'continued.jsonl')
        $answer.Messages.Content | Should -Be 'Is web07 well?', 'Mock answer to: Is web07 well?', 'And web09?', 'Mock answer to: And web09?'
        $row = @(Get-QubridJournal | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv)[0]
        $row.Prompt, $row.Completion, $row.TotalTokens, $row.Line | Should -Be 'Is web07 well?', 'Mock answer to: Is web07 well?', '9', '1'
    }

    It 'can be continued in the same file, and returns only what was there before' {
        $copy = Join-Path $TestDrive 'same.jsonl'
        Copy-Item -Path $file -Destination $copy
        $before = @(Get-QubridJournal -Path $copy).Count
        @(Get-QubridJournal -Path $copy | Invoke-QubridChat 'And then?' -Checkpoint $copy).Count | Should -Be $before
        @(Get-QubridJournal -Path $copy).Count | Should -Be (2 * $before)
    }

    It 'returns entries that survive Export-Clixml, and shows them in a table' {
        $xml = Join-Path $TestDrive 'entries.xml'
        Get-QubridJournal | Export-Clixml -Path $xml
        $restored = Import-Clixml -Path $xml
        $restored[0].GetType().FullName | Should -Be 'Qubrid.Client.JournalEntry'
        $restored[0].Time | Should -Be (Get-QubridJournal)[0].Time
        $lines = @(($restored | Out-String -Width 120) -split '\r?\n' | Where-Object { $_.Trim() })
        $lines[2] | Should -Match '^20\d\d-\d\d-\d\d \d\d:\d\d:\d\dZ a/x +\d \+ \d tokens +Is web07 well\?'
    }

    It 'ends reading with Select-Object -First, and skips damaged lines with one warning' {
        $damaged = Join-Path $TestDrive 'damaged.jsonl'
        $lines = @(Get-Content -Path $file)
        Set-Content -Path $damaged -Value $lines[0], 'x', $lines[1], ($lines[1] -replace 'web08', 'web09')
        @(Get-QubridJournal -Path $damaged -WarningVariable warnings -WarningAction SilentlyContinue).Count | Should -Be 2
        "$warnings" | Should -Be "2 damaged lines of '$damaged' were skipped. The first is line 2."
        @(Get-QubridJournal -Path $damaged -WarningVariable early | Select-Object -First 1).Count | Should -Be 1
        $early | Should -BeNullOrEmpty
        Add-Content -Path $damaged -Value $lines[0].Substring(0, 40) -NoNewline
        @(Get-QubridJournal -Path $damaged -WarningVariable warnings -WarningAction SilentlyContinue).Count | Should -Be 2
        "$warnings" | Should -Match '^2 damaged'
    }

    It 'reports <Name> with an error that names the parameter' -ForEach @(
        @{ Name = 'a missing file'; Path = 'none.jsonl'; Message = '*does not exist*' }
        @{ Name = 'a folder'; Path = '.'; Message = '*folder*' }
        @{ Name = 'a file that is not a journal'; Path = 'notes.txt'; Message = '*not a journal*' }
    ) {
        Set-Content -Path (Join-Path $TestDrive 'notes.txt') -Value 'My notes.'
        $failures = @()
        $entries = Get-QubridJournal -Path (Join-Path $TestDrive $Path), $file -ErrorVariable failures -ErrorAction SilentlyContinue
        @($entries).Count | Should -BeGreaterOrEqual 3
        $failures[0].FullyQualifiedErrorId | Should -Be 'Qubrid.JournalUnusable,QubridPS.GetQubridJournalCommand'
        $failures[0].ErrorDetails.Message | Should -BeLike "*of -Path$Message"
    }
}
