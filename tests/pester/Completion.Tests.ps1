BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'A completion' {
    BeforeAll {
        $script:mock = Start-QubridMockServer -Connect
    }

    AfterAll {
        $mock | Stop-QubridMockServer
    }

    It 'has text, usage and metrics' {
        $answer = Invoke-QubridChat 'Hello'
        "$answer" | Should -Be 'Mock answer to: Hello'
        $answer.Usage.TotalTokens | Should -Be 5
        $answer.Metrics.TtftSeconds | Should -BeGreaterThan 0
        $answer.ClientMetrics.Attempts | Should -Be 1
        $answer.FinishReason | Should -Be 'stop'
    }

    It 'streams as updates that join to the text' {
        $updates = Invoke-QubridChat 'Hello' -Stream
        -join $updates.Text | Should -Be 'Mock answer to: Hello'
        @($updates | Where-Object IsLast).Count | Should -Be 1
        $updates[-1].Completion.Usage.TotalTokens | Should -Be 5
    }

    It 'streams through Tee-Object, which stores all updates' {
        $shown = Invoke-QubridChat 'Hello' -Stream | Tee-Object -Variable kept | ForEach-Object { "$($_.Text)" }
        -join $shown | Should -Be 'Mock answer to: Hello'
        $kept.Count | Should -Be $shown.Count
        -join $kept.Text | Should -Be 'Mock answer to: Hello'
        $kept[-1].Completion.Text | Should -Be 'Mock answer to: Hello'
    }

    It 'stops when a downstream command stops' {
        (Invoke-QubridChat 'one two three' -Stream | Select-Object -First 2).Text | Should -Be 'Mock', ' answer'
        ('a', 'b', 'c' | Invoke-QubridChat | Select-Object -First 1).InputObject | Should -Be 'a'
        $mock.Requests[-1].Prompt | Should -Be 'a'
    }

    It 'is shown live on the information stream' {
        $records = Invoke-QubridChat 'Hello' -Live 6>&1
        -join ($records | Where-Object { $_ -is [System.Management.Automation.InformationRecord] }) | Should -Be 'Mock answer to: Hello'
        $records[-1].Text | Should -Be 'Mock answer to: Hello'
    }

    It 'is displayed as its text and one line' {
        Invoke-QubridChat 'Hello' | Out-String | Should -Match '(?s)^\s*Mock answer to: Hello\s+\S*openai/gpt-oss-120b . 1 \+ 4 tokens . .* . stop'
    }

    It 'is usable after Export-Clixml' {
        $file = Join-Path $TestDrive 'answer.xml'
        Invoke-QubridChat 'One' | Export-Clixml -Path $file -Depth 5
        $null = Import-Clixml -Path $file | Invoke-QubridChat 'Two'
        $mock.Requests[-1].Messages.Content | Should -Be 'One', 'Mock answer to: One', 'Two'
    }
}
