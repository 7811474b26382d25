BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe '-Split' {
    BeforeEach {
        $script:mock = Start-QubridMockServer -Connect
        Add-QubridMockReply -Text 'merged' -Match 'into one answer|^Join' -Times 100
        $script:lines = 1..100 | ForEach-Object { "line $_ with some words" }
    }

    AfterEach {
        $mock | Stop-QubridMockServer
    }

    It 'divides data and merges the answers into one completion' {
        $completion = $lines | Invoke-QubridChat 'Summarize.' -MaxInputTokens 400 -Split -ThrottleLimit 4
        @($completion).Count | Should -Be 1
        $completion.Text | Should -Be 'merged'
        $completion.Parts.Count | Should -Be 3
        $completion.Parts.Text | Should -Be (@('Mock answer to: Summarize.') * 3)
        $mock.Requests.Count | Should -Be 4
        $completion.Usage.TotalTokens | Should -BeGreaterThan ($completion.Parts.Usage.TotalTokens | Measure-Object -Sum).Sum
    }

    It 'repeats the header of CSV data in each part' {
        $null = 1..60 | ForEach-Object { [pscustomobject]@{ Id = $_; Name = 'some words' } } | Invoke-QubridChat 'Look' -As Csv -MaxInputTokens 300 -Split -MergePrompt 'Join the answers.'
        $parts = @($mock.Requests.Prompt | Where-Object { $_ -cmatch 'Part \d of the data' })
        $parts.Count | Should -BeGreaterThan 1
        $parts | ForEach-Object { $_ | Should -Match '\nId,Name\n' }
        $mock.Requests[-1].Prompt | Should -BeLike 'Join the answers.*'
    }

    It 'names a failing part and sends only what is missing the next time' {
        Add-QubridMockReply 'no' -StatusCode 400 -Match 'Part 2' -Times 1
        $file = Join-Path $TestDrive 'digest.jsonl'
        { $lines | Invoke-QubridChat 'Summarize.' -MaxInputTokens 400 -Split -Checkpoint $file } | Should -Throw 'Part 2 (lines * -Checkpoint *' -ErrorId 'Qubrid.InvalidRequest,*'
        $before = $mock.Requests.Count
        $completion = $lines | Invoke-QubridChat 'Summarize.' -MaxInputTokens 400 -Split -Checkpoint $file
        $completion.Parts.IsRestored | Should -Be $true, $false, $true
        $mock.Requests.Count - $before | Should -Be 2
        ($completion | Measure-QubridChat).TotalTokens | Should -BeLessThan $completion.Usage.TotalTokens
        $null = $lines | Invoke-QubridChat 'Summarize.' -MaxInputTokens 400 -Split -Checkpoint $file
        $mock.Requests.Count - $before | Should -Be 2
    }

    It 'keeps the parts in a file of Export-Clixml' {
        $file = Join-Path $TestDrive 'digest.xml'
        $lines | Invoke-QubridChat 'Summarize.' -MaxInputTokens 400 -Split | Export-Clixml $file
        $copy = Import-Clixml $file
        $copy.Parts.Count | Should -Be 3
        ($copy | Measure-QubridChat).TotalTokens | Should -Be $copy.Usage.TotalTokens
    }
}
