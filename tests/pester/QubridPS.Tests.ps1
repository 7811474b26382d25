BeforeAll {
    $manifest = Get-Item -Path (Join-Path $PSScriptRoot '../../out/QubridPS/*/QubridPS.psd1') |
        Sort-Object -Property { [version]$_.Directory.Name } | Select-Object -Last 1
    Import-Module -Name $manifest.FullName -Force
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'The module' {
    It 'has a valid manifest' {
        (Test-ModuleManifest -Path $manifest.FullName).ExportedCmdlets.Count | Should -Be 10
    }

    It 'keeps its exports when it is imported again' {
        Import-Module -Name $manifest.FullName -Force
        Remove-Module -Name QubridPS
        Import-Module -Name $manifest.FullName
        @(Get-Command -Module QubridPS).Count | Should -Be 10
    }

    It 'can be imported by its folder' {
        Remove-Module -Name QubridPS
        Import-Module -Name $manifest.Directory.FullName
        @(Get-Command -Module QubridPS).Count | Should -Be 10
    }
}

Describe 'A connection' {
    BeforeEach {
        $script:saved = $env:QUBRID_API_KEY
        $env:QUBRID_API_KEY = $null
    }

    AfterEach {
        $env:QUBRID_API_KEY = $saved
        Disconnect-Qubrid
    }

    It 'is needed, and the error says how to get one' {
        { Invoke-QubridChat 'Hello' } | Should -Throw -ErrorId 'Qubrid.NoApiKey,QubridPS.Commands.InvokeQubridChatCommand'
    }

    It 'shows that there is a key, and not which' {
        $seen = Connect-Qubrid -ApiKey 'canary-0123456789' -PassThru | Format-List -Property * | Out-String
        $seen | Should -Match '\*{8}'
        $seen | Should -Not -Match 'canary'
        Get-QubridConnection | ConvertTo-Json -Depth 3 | Should -Not -Match 'canary'
    }

    It 'refuses plain http to another machine' {
        { Connect-Qubrid -ApiKey k -BaseUri http://example.com/v1 } | Should -Throw -ErrorId 'Qubrid.InvalidBaseUri,*'
    }
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

    It 'takes messages as one conversation' {
        $answer = @{ role = 'system'; content = 'Be short.' }, (New-QubridMessage 'Hello') | Invoke-QubridChat
        $answer.Text | Should -Be 'Mock answer to: Hello'
        $mock.Requests[-1].System | Should -Be 'Be short.'
        $answer.Messages.Count | Should -Be 3
    }

    It 'continues a completion' {
        $null = Invoke-QubridChat 'One' | Invoke-QubridChat 'Two'
        $mock.Requests[-1].Messages.Role | Should -Be 'user', 'assistant', 'user'
    }

    It 'takes a CSV of prompts as it is' {
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

    It 'takes objects as data of one request' {
        $null = Get-ChildItem -Path $PSScriptRoot -File | Invoke-QubridChat 'Which is the largest?'
        $mock.Requests.Count | Should -Be ($before + 1)
        $mock.Requests[-1].Prompt | Should -Match '"Name":"QubridPS.Tests.ps1"'
    }

    It 'makes a request of each with -Each' {
        $answers = Get-Process -Id $PID | ForEach-Object { $_, $_ } | Invoke-QubridChat 'Is this normal?' -Each
        $answers.Count | Should -Be 2
        $answers[0].InputObject.Id | Should -Be $PID
    }

    It 'takes lines of a file as data' {
        $log = Join-Path $TestDrive 'a.log'
        'first line', 'second line' | Set-Content -Path $log
        $null = Get-Content -Path $log | Invoke-QubridChat 'Digest this'
        $mock.Requests[-1].Prompt | Should -Match "first line\nsecond line"
    }

    It 'takes strings as prompts' {
        ('a', 'b' | Invoke-QubridChat).Text | Should -Be 'Mock answer to: a', 'Mock answer to: b'
    }

    It 'says that data needs a prompt' {
        { Get-Process -Id $PID | Invoke-QubridChat } | Should -Throw -ErrorId 'Qubrid.PromptRequired,*'
        $mock.Requests.Count | Should -Be $before
    }

    It 'sends nothing for an empty pipeline and for -WhatIf' {
        @() | Invoke-QubridChat 'Which?' | Should -BeNullOrEmpty
        Invoke-QubridChat 'Hello' -WhatIf 6>$null | Should -BeNullOrEmpty
        $mock.Requests.Count | Should -Be $before
    }
}

Describe 'The answer' {
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

    It 'stops when the downstream has enough' {
        (Invoke-QubridChat 'one two three' -Stream | Select-Object -First 2).Text | Should -Be 'Mock', ' answer'
        ('a', 'b', 'c' | Invoke-QubridChat | Select-Object -First 1).InputObject | Should -Be 'a'
        $mock.Requests[-1].Prompt | Should -Be 'a'
    }

    It 'is shown live on the information stream' {
        $records = Invoke-QubridChat 'Hello' -Live 6>&1
        -join ($records | Where-Object { $_ -is [System.Management.Automation.InformationRecord] }) | Should -Be 'Mock answer to: Hello'
        $records[-1].Text | Should -Be 'Mock answer to: Hello'
    }

    It 'looks like its text and one line' {
        Invoke-QubridChat 'Hello' | Out-String | Should -Match '(?s)^\s*Mock answer to: Hello\s+\S*openai/gpt-oss-120b . 1 \+ 4 tokens . .* . stop'
    }

    It 'is usable after Export-Clixml' {
        $file = Join-Path $TestDrive 'answer.xml'
        Invoke-QubridChat 'One' | Export-Clixml -Path $file -Depth 5
        $null = Import-Clixml -Path $file | Invoke-QubridChat 'Two'
        $mock.Requests[-1].Messages.Content | Should -Be 'One', 'Mock answer to: One', 'Two'
    }
}

Describe 'Errors' {
    It 'are caught by try and catch, with id, action and status' {
        $mock = Start-QubridMockServer
        $connection = Connect-Qubrid -ApiKey k -BaseUri "$($mock.BaseUri)/nowhere" -PassThru
        try {
            Invoke-QubridChat 'Hello' -Connection $connection
            throw 'No error came.'
        }
        catch {
            $_.FullyQualifiedErrorId | Should -Be 'Qubrid.NotFound,QubridPS.Commands.InvokeQubridChatCommand'
            [int]$_.Exception.StatusCode | Should -Be 404
            $_.ErrorDetails.RecommendedAction | Should -Match 'Get-QubridModel'
        }

        $mock | Stop-QubridMockServer
    }

    It 'of one item leave the others alone' {
        $mock = Start-QubridMockServer -Connect
        $answers = [pscustomobject]@{ Prompt = 'a' }, [pscustomobject]@{ Prompt = '' }, [pscustomobject]@{ Prompt = 'c' } |
            Invoke-QubridChat -ErrorVariable failures -ErrorAction SilentlyContinue
        $answers.InputObject.Prompt | Should -Be 'a', 'c'
        $failures.Count | Should -Be 1
        $mock | Stop-QubridMockServer
    }
}

Describe 'Models' {
    It 'are listed and found by wildcard' {
        $mock = Start-QubridMockServer -Connect
        (Get-QubridModel 'openai/*').Id | Should -Be 'openai/gpt-oss-120b'
        $mock | Stop-QubridMockServer
    }
}
