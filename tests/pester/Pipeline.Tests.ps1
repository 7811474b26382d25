BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'The pipeline' {
    BeforeAll {
        $script:mock = Start-QubridMockServer -Connect
    }

    AfterAll {
        $mock | Stop-QubridMockServer
    }

    BeforeEach {
        $script:before = $mock.Requests.Count
    }

    It 'accepts messages as one conversation' {
        $answer = @{ role = 'system'; content = 'Be short.' }, (New-QubridMessage 'Hello') | Invoke-QubridChat
        $answer.Text | Should -Be 'Mock answer to: Hello'
        $mock.Requests[-1].System | Should -Be 'Be short.'
        $answer.Messages.Count | Should -Be 3
    }

    It 'continues a completion' {
        $null = Invoke-QubridChat 'One' | Invoke-QubridChat 'Two'
        $mock.Requests[-1].Messages.Role | Should -Be 'user', 'assistant', 'user'
    }

    It 'accepts a CSV file of prompts' {
        $csv = Join-Path $TestDrive 'prompts.csv'
        'Id,Prompt,Model,Temperature', '1,First,m1,0.5', '2,Second,,' | Set-Content -Path $csv
        $answers = Import-Csv -Path $csv | Invoke-QubridChat
        $answers.InputObject.Id | Should -Be '1', '2'
        $mock.Requests[-2].Model | Should -Be 'm1'
        $mock.Requests[-2].Parameters['temperature'] | Should -Be 0.5
        $mock.Requests[-1].Parameters.Count | Should -Be 0
    }

    It 'binds a script block for each object' {
        $null = [pscustomobject]@{ Name = 'a'; Model = 'x' }, [pscustomobject]@{ Name = 'b' } | Invoke-QubridChat -Prompt { "Explain $($_.Name)" }
        $mock.Requests[-2, -1].Prompt | Should -Be 'Explain a', 'Explain b'
        $mock.Requests[-2].Model | Should -Be 'openai/gpt-oss-120b'
    }

    It 'sends objects as data of one request' {
        $null = Get-ChildItem -Path $PSScriptRoot -File | Invoke-QubridChat 'Which is the largest?'
        $mock.Requests.Count | Should -Be ($before + 1)
        $mock.Requests[-1].Prompt | Should -Match '"Name":"Pipeline.Tests.ps1"'
    }

    It 'sends one request per object with -Each' {
        $answers = Get-Process -Id $PID | ForEach-Object { $_, $_ } | Invoke-QubridChat 'Is this normal?' -Each
        $answers.Count | Should -Be 2
        $answers[0].InputObject.Id | Should -Be $PID
    }

    It 'sends lines of a file as data' {
        $log = Join-Path $TestDrive 'a.log'
        'first line', 'second line' | Set-Content -Path $log
        $null = Get-Content -Path $log | Invoke-QubridChat 'Digest this'
        $mock.Requests[-1].Prompt | Should -Match "first line\nsecond line"
    }

    It 'sends each string as a prompt' {
        ('a', 'b' | Invoke-QubridChat).Text | Should -Be 'Mock answer to: a', 'Mock answer to: b'
    }

    It 'reports that data requires a prompt' {
        { Get-Process -Id $PID | Invoke-QubridChat } | Should -Throw -ErrorId 'Qubrid.PromptRequired,*'
        $mock.Requests.Count | Should -Be $before
    }

    It 'sends nothing for an empty pipeline and for -WhatIf' {
        @() | Invoke-QubridChat 'Which?' | Should -BeNullOrEmpty
        Invoke-QubridChat 'Hello' -WhatIf 6>$null | Should -BeNullOrEmpty
        $mock.Requests.Count | Should -Be $before
    }
}
