BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'A token budget' {
    BeforeAll {
        $script:mock = Start-QubridMockServer -Connect
    }

    AfterAll {
        $mock | Stop-QubridMockServer
    }

    BeforeEach {
        $script:before = $mock.Requests.Count
    }

    It 'ends the command when it is used up, and returns the completions before' {
        $answers = [System.Collections.Generic.List[object]]::new()
        { 1..50 | ForEach-Object { "$_" } | Invoke-QubridChat -MaxTotalTokens 12 | ForEach-Object { $answers.Add($_) } } |
            Should -Throw -ErrorId 'Qubrid.TokenBudgetExceeded,*'
        $answers.Count | Should -Be ($mock.Requests.Count - $before)
        ($answers.Usage.TotalTokens | Measure-Object -Sum).Sum | Should -BeGreaterOrEqual 12
        $answers.Count | Should -BeLessThan 13
    }

    It 'rejects a request that is too large' {
        { Get-Process | Invoke-QubridChat 'Which?' -Property * -MaxInputTokens 50 } | Should -Throw -ErrorId 'Qubrid.InputTooLarge,*'
        $mock.Requests.Count | Should -Be $before
    }

    It 'is displayed by -WhatIf' {
        $seen = 'a', 'b' | Invoke-QubridChat -WhatIf 6>&1 | ForEach-Object { "$_" }
        $seen[-1] | Should -Match '^Estimated input: \d+ tokens in 2 requests\.'
        $mock.Requests.Count | Should -Be $before
    }
}
