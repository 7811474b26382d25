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

    It 'keeps the completions in the variable when it is used up, and states what was spent and not sent, with <Mode>' -ForEach @(
        @{ Mode = 'one request at a time'; Arguments = @{} }
        @{ Mode = '-ThrottleLimit'; Arguments = @{ ThrottleLimit = 3 } }
    ) {
        $answers = @(1..50 | ForEach-Object { "$_" } | Invoke-QubridChat -MaxTotalTokens 12 @Arguments -ErrorAction SilentlyContinue -ErrorVariable failures)
        $answers.Count | Should -Be ($mock.Requests.Count - $before)
        $answers.Count | Should -BeGreaterThan 0
        $spent = ($answers.Usage.TotalTokens | Measure-Object -Sum).Sum
        $spent | Should -BeGreaterOrEqual 12
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'Qubrid.TokenBudgetExceeded,*'
        $failures[0].Exception.TokensSpent | Should -Be $spent
        $failures[0].Exception.ItemsNotSent | Should -Be (50 - $answers.Count)
        "$($failures[0])" | Should -Match "$(50 - $answers.Count) items were not sent.*-Skip $([int]$failures[0].TargetObject - 1)\b.*-Checkpoint"
        # The items before it were sent, and none after it: to continue with it sends nothing twice.
        $answers.InputObject | Should -Be (1..$answers.Count)
        $failures[0].TargetObject | Should -Be ($answers.Count + 1)
    }

    It 'keeps the completions in -OutVariable with -ErrorAction Stop' {
        try {
            $null = 1..50 | ForEach-Object { "$_" } | Invoke-QubridChat -MaxTotalTokens 12 -ErrorAction Stop -OutVariable answers
        }
        catch {
            $caught = $_
        }

        $caught.FullyQualifiedErrorId | Should -BeLike 'Qubrid.TokenBudgetExceeded,*'
        $caught.Exception.ItemsNotSent | Should -Be (50 - $answers.Count)
        $answers.Count | Should -BeGreaterThan 0
    }

    It 'survives a job: the numbers are properties of the error' {
        $job = Start-Job -ScriptBlock {
            Import-Module -Name $using:manifest.FullName
            $null = Start-QubridMockServer -Connect
            1..9 | ForEach-Object { "$_" } | Invoke-QubridChat -MaxTotalTokens 12
        }
        $null = $job | Wait-Job
        $answers = @($job | Receive-Job -ErrorAction SilentlyContinue -ErrorVariable failures)
        $job | Remove-Job
        $answers.Count | Should -BeGreaterThan 0
        $original = $failures[0].Exception.SerializedRemoteException
        $original.ItemsNotSent | Should -Be (9 - $answers.Count)
        $original.TokensSpent | Should -BeGreaterOrEqual 12
        ($answers + $failures | Measure-QubridChat).NotSent | Should -Be (9 - $answers.Count)
    }

    It 'restores completions of a checkpoint after its end, marks them, and counts them apart' {
        $file = Join-Path $TestDrive 'budget.jsonl'
        $prompts = 1..6 | ForEach-Object { "$_" }
        $null = '5', '1' | Invoke-QubridChat -Checkpoint $file
        $all = @($prompts | Invoke-QubridChat -Checkpoint $file -MaxTotalTokens 1 -ErrorAction SilentlyContinue -ErrorVariable failures)
        $all.InputObject | Should -Be '1', '2', '5'
        $all.IsRestored | Should -Be $true, $false, $true
        $failures.Exception.ItemsNotSent | Should -Be 3
        "$failures" | Should -Match ([regex]::Escape("-Checkpoint '$file'"))
        $statistics = $all | Measure-QubridChat
        $statistics.Count, $statistics.RestoredCount, $statistics.TotalTokens | Should -Be 1, 2, $all[1].Usage.TotalTokens
        $copies = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($all))
        $copies.IsRestored | Should -Be $true, $false, $true
        ($copies | Measure-QubridChat).RestoredCount | Should -Be 2
        $last = '1' | Invoke-QubridChat -Checkpoint $file -Stream | Select-Object -Last 1
        $last.Completion.IsRestored | Should -BeTrue
        $last | Measure-QubridChat | Out-String | Should -Match '0 completions . 1 restored'
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
