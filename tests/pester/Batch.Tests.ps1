BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'A batch' {
    BeforeAll {
        $script:mock = Start-QubridMockServer -Connect -TokenDelayMilliseconds 5
    }

    AfterAll {
        $mock | Stop-QubridMockServer
    }

    BeforeEach {
        $script:before = $mock.Requests.Count
    }

    It 'returns completions in input order' {
        $answers = 1..40 | ForEach-Object { "prompt $_" } | Invoke-QubridChat -ThrottleLimit 8
        $answers.InputObject | Should -Be (1..40 | ForEach-Object { "prompt $_" })
        $answers.Text | Should -Be (1..40 | ForEach-Object { "Mock answer to: prompt $_" })
    }

    It 'stops when a downstream command stops' {
        $answers = 1..10000 | ForEach-Object { "$_" } | Invoke-QubridChat -ThrottleLimit 4 | Select-Object -First 3
        $answers.InputObject | Should -Be '1', '2', '3'
        $mock.Requests.Count - $before | Should -BeLessThan 60
    }

    It 'accepts rows with a prompt, and reports a row without one' {
        $csv = Join-Path $TestDrive 'batch.csv'
        'Id,Prompt,Model', '1,First,m1', '2,,', '3,Third,' | Set-Content -Path $csv
        $answers = Import-Csv -Path $csv | Invoke-QubridChat -ThrottleLimit 4 -ErrorVariable failures -ErrorAction SilentlyContinue
        $answers.InputObject.Id | Should -Be '1', '3'
        $answers.Model | Should -Be 'm1', 'openai/gpt-oss-120b'
        $failures[0].TargetObject.Id | Should -Be '2'
    }

    It 'runs a script block for each object' {
        $answers = 1..5 | Invoke-QubridChat -Prompt { "Explain $_" } -ThrottleLimit 4
        $answers.Text | Should -Be (1..5 | ForEach-Object { "Mock answer to: Explain $_" })
    }

    It 'cannot be combined with -Stream or -Live' {
        { 'a', 'b' | Invoke-QubridChat -ThrottleLimit 2 -Stream } | Should -Throw -ErrorId 'Qubrid.InvalidInput,*'
    }
}
