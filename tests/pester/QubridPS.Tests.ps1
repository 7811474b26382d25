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
        (Test-ModuleManifest -Path $manifest.FullName).ExportedCmdlets.Count | Should -Be 14
    }

    It 'keeps its exports when it is imported again' {
        Import-Module -Name $manifest.FullName -Force
        Remove-Module -Name QubridPS
        Import-Module -Name $manifest.FullName
        @(Get-Command -Module QubridPS).Count | Should -Be 14
    }

    It 'can be imported by its folder' {
        Remove-Module -Name QubridPS
        Import-Module -Name $manifest.Directory.FullName
        @(Get-Command -Module QubridPS).Count | Should -Be 14
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

    It 'gives answers in input order' {
        $answers = 1..40 | ForEach-Object { "prompt $_" } | Invoke-QubridChat -ThrottleLimit 8
        $answers.InputObject | Should -Be (1..40 | ForEach-Object { "prompt $_" })
        $answers.Text | Should -Be (1..40 | ForEach-Object { "Mock answer to: prompt $_" })
    }

    It 'stops when the downstream has enough' {
        $answers = 1..10000 | ForEach-Object { "$_" } | Invoke-QubridChat -ThrottleLimit 4 | Select-Object -First 3
        $answers.InputObject | Should -Be '1', '2', '3'
        $mock.Requests.Count - $before | Should -BeLessThan 60
    }

    It 'takes rows with a prompt, and a row without one is its own error' {
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

    It 'cannot be shown as it comes' {
        { 'a', 'b' | Invoke-QubridChat -ThrottleLimit 2 -Stream } | Should -Throw -ErrorId 'Qubrid.InvalidInput,*'
    }
}

Describe 'A checkpoint' {
    BeforeAll {
        $script:mock = Start-QubridMockServer -Connect
    }

    AfterAll {
        $mock | Stop-QubridMockServer
    }

    BeforeEach {
        $script:before = $mock.Requests.Count
        $script:file = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
    }

    It 'sends only what is missing and gives all in order' {
        $null = 'b', 'd' | Invoke-QubridChat -Checkpoint $file
        $answers = 'a', 'b', 'c', 'd' | Invoke-QubridChat -Checkpoint $file -ThrottleLimit 4
        $answers.InputObject | Should -Be 'a', 'b', 'c', 'd'
        $mock.Requests.Count - $before | Should -Be 4
    }

    It 'is a line of JSON for each answer, without the key' {
        $null = 'a', 'b' | Invoke-QubridChat -Checkpoint $file
        $entries = Get-Content -Path $file | ConvertFrom-Json
        $entries.request.messages.content | Should -Be 'a', 'b'
        Get-Content -Path $file -Raw | Should -Not -Match 'mock-key'
    }

    It 'goes on after the downstream had enough' {
        $null = 'a', 'b', 'c' | Invoke-QubridChat -Checkpoint $file | Select-Object -First 1
        @('a', 'b', 'c' | Invoke-QubridChat -Checkpoint $file).Count | Should -Be 3
        $mock.Requests.Count - $before | Should -Be 3
    }

    It 'refuses another file and leaves it as it is' {
        'my notes' | Set-Content -Path $file
        { 'a' | Invoke-QubridChat -Checkpoint $file } | Should -Throw -ErrorId 'Qubrid.CheckpointUnusable,*'
        Get-Content -Path $file | Should -Be 'my notes'
    }
}

Describe 'A budget' {
    BeforeAll {
        $script:mock = Start-QubridMockServer -Connect
    }

    AfterAll {
        $mock | Stop-QubridMockServer
    }

    BeforeEach {
        $script:before = $mock.Requests.Count
    }

    It 'ends the command when it is spent, and what was done is given' {
        $answers = [System.Collections.Generic.List[object]]::new()
        { 1..50 | ForEach-Object { "$_" } | Invoke-QubridChat -MaxTotalTokens 12 | ForEach-Object { $answers.Add($_) } } |
            Should -Throw -ErrorId 'Qubrid.TokenBudgetExceeded,*'
        $answers.Count | Should -Be ($mock.Requests.Count - $before)
        ($answers.Usage.TotalTokens | Measure-Object -Sum).Sum | Should -BeGreaterOrEqual 12
        $answers.Count | Should -BeLessThan 13
    }

    It 'of one request keeps what is too large from being sent' {
        { Get-Process | Invoke-QubridChat 'Which?' -Property * -MaxInputTokens 50 } | Should -Throw -ErrorId 'Qubrid.InputTooLarge,*'
        $mock.Requests.Count | Should -Be $before
    }

    It 'is shown by -WhatIf before anything is spent' {
        $seen = 'a', 'b' | Invoke-QubridChat -WhatIf 6>&1 | ForEach-Object { "$_" }
        $seen[-1] | Should -Match '^2 requests, about \d+ tokens of input in all \(estimated\)'
        $mock.Requests.Count | Should -Be $before
    }
}

Describe 'Conversion' {
    BeforeAll {
        function ConvertTo-Data {
            param([string] $As = 'Json', [string[]] $Property)
            $more = if ($Property) { @{ Property = $Property } } else { @{} }
            $seen = $input | Invoke-QubridChat 'Look' -As $As -WhatIf @more 6>&1 | ForEach-Object { "$_" }
            $content = ($seen[0] | ConvertFrom-Json).messages[-1].content
            [regex]::Match($content, '(?s)\n<<<DATA (?<mark>\w+)\n(?<data>.*)\nDATA \k<mark>>>>$').Groups['data'].Value
        }

        $script:mock = Start-QubridMockServer -Connect
    }

    AfterAll {
        $mock | Stop-QubridMockServer
    }

    It 'sends the display set of each process' {
        $processes = @(Get-Process -Id $PID; Get-Process -Id $PID) | ConvertTo-Data | ConvertFrom-Json
        $processes.Id | Should -Be $PID, $PID
        @($processes[0].PSObject.Properties).Count | Should -BeLessThan 12
    }

    It 'sends all properties of processes where they are asked for, whatever their getters do' {
        $process = Get-Process -Id $PID | ConvertTo-Data -Property * | ConvertFrom-Json -AsHashtable
        $process['Id'] | Should -Be $PID
        $process.Count | Should -BeGreaterThan 30
    }

    It 'sends files and folders as CSV that Import-Csv reads' {
        $rows = Get-ChildItem -Path $PSScriptRoot | ConvertTo-Data -As Csv -Property Name, LastWriteTime | ConvertFrom-Csv
        $rows.Name | Should -Be (Get-ChildItem -Path $PSScriptRoot).Name
    }

    It 'sends rows of a CSV as they are' {
        $csv = Join-Path $TestDrive 'rows.csv'
        'Name,Note', 'a,"x, ""y"""', "b,`"two`nlines`"" | Set-Content -Path $csv
        (Import-Csv -Path $csv | ConvertTo-Data | ConvertFrom-Json).Note | Should -Be 'x, "y"', "two`nlines"
        (Import-Csv -Path $csv | ConvertTo-Data -As Csv | ConvertFrom-Csv).Note | Should -Be 'x, "y"', "two`nlines"
    }

    It 'sends what came back from Export-Clixml as before' {
        $file = Join-Path $TestDrive 'objects.xml'
        [pscustomobject]@{ Day = [System.DayOfWeek]::Monday; Inner = @{ A = 1 } } | Export-Clixml -Path $file
        Import-Clixml -Path $file | ConvertTo-Data | Should -Be '{"Day":"Monday","Inner":{"A":1}}'
    }
}
