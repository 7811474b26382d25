BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

BeforeDiscovery {
    $script:modes = @(
        @{ Mode = 'strings'; Run = { param($options) 1..30 | ForEach-Object { "Explain event $_." } | Invoke-QubridChat @options } }
        @{ Mode = '-Each'; Run = { param($options) 1..30 | ForEach-Object { [pscustomobject]@{ Id = $_ } } | Invoke-QubridChat 'What is it?' -Each @options } }
        @{ Mode = 'rows'; Run = { param($options) 1..30 | ForEach-Object { [pscustomobject]@{ Prompt = "Explain event $_." } } | Invoke-QubridChat @options } }
        @{ Mode = 'a script block'; Run = { param($options) 1..30 | Invoke-QubridChat -Prompt { "Explain event $_." } @options } }
    )
    $script:modes = foreach ($limit in 1, 3) { $modes | ForEach-Object { $_ + @{ Limit = $limit } } }
}

Describe 'A batch of <Mode> with -ThrottleLimit <Limit>' -ForEach $modes {
    BeforeEach {
        $script:mock = Start-QubridMockServer -Connect
        $script:options = @{ ThrottleLimit = $Limit; MaximumRetryCount = 0; ErrorAction = 'SilentlyContinue'; ErrorVariable = '+script:failures' }
        $script:failures = @()
    }

    AfterEach {
        $mock | Stop-QubridMockServer
        Disconnect-Qubrid
    }

    It 'ends at once if the key is not accepted' {
        Add-QubridMockReply 'Unknown key!' -StatusCode 401
        @(& $Run $options).Count | Should -Be 0
        $mock.Requests.Count | Should -BeLessOrEqual $Limit
        @($failures.FullyQualifiedErrorId | Select-Object -Unique) | Should -Be 'Qubrid.Unauthorized,QubridPS.InvokeQubridChatCommand'
        $failures.Count | Should -Be ($mock.Requests.Count + 1)
        "$($failures[0])" | Should -Match "^Item 1 \('(Explain event 1\.|What is it\?)'\): .*Unknown key! Request id"
        $failures[-1].Exception.ItemsNotSent | Should -Be (30 - $mock.Requests.Count)
        "$($failures[-1])" | Should -Match 'the API key was not accepted\. \d+ items were not sent\. .*-Checkpoint'
        $failures[-1].ErrorDetails.RecommendedAction | Should -Match 'Connect-Qubrid'
    }

    It 'ends after five connections in a row failed, and names the host and the port' {
        $address = $mock.BaseUri.Authority
        $mock | Stop-QubridMockServer
        Connect-Qubrid -ApiKey any -BaseUri "http://$address/v1"
        @(& $Run $options).Count | Should -Be 0
        $items = $failures.Count - 1
        $items | Should -BeGreaterOrEqual 5
        $items | Should -BeLessOrEqual (4 + $Limit)
        $failures | ForEach-Object { "$_" | Should -Match "Cannot connect to $([regex]::Escape($address)): [^.]+\." }
        $failures[-1].Exception.ItemsNotSent | Should -Be (30 - $items)
        "$($failures[-1])" | Should -Match '5 connections in a row failed\.'
    }
}

Describe 'A batch' {
    BeforeEach {
        $script:mock = Start-QubridMockServer -Connect
    }

    AfterEach {
        $mock | Stop-QubridMockServer
        Disconnect-Qubrid
    }

    It 'keeps the completions before its end, and continues with the checkpoint' {
        $file = Join-Path $TestDrive 'resumed.jsonl'
        $prompts = 1..9 | ForEach-Object { "item $_" }
        Add-QubridMockReply 'Expired' -StatusCode 401 -Match 'item 4' -Times 1
        $answers = $prompts | Invoke-QubridChat -Checkpoint $file -ErrorAction SilentlyContinue -ErrorVariable failures
        $answers.InputObject | Should -Be 'item 1', 'item 2', 'item 3'
        $failures[-1].Exception.ItemsNotSent, $failures[-1].Exception.TokensSpent | Should -Be 5, ($answers.Usage.TotalTokens | Measure-Object -Sum).Sum
        $all = $prompts | Invoke-QubridChat -Checkpoint $file
        $all.InputObject | Should -Be $prompts
        @($all | Where-Object IsRestored).Count | Should -Be 3
        $mock.Requests.Count | Should -Be 10
    }

    It 'names the items that remain if there is no checkpoint' {
        Add-QubridMockReply 'Expired' -StatusCode 401 -Match 'item 4'
        $null = 1..9 | ForEach-Object { "item $_" } | Invoke-QubridChat -ErrorAction SilentlyContinue -ErrorVariable failures
        "$($failures[-1])" | Should -Match '5 items were not sent; the completions before were returned\. To continue, pipe the items with Select-Object -Skip 3\.'
    }

    It 'continues after errors that concern one item, also after status 403 if other items succeeded' {
        Add-QubridMockReply 'Flagged' -StatusCode 403 -Match 'item [24]'
        Add-QubridMockReply 'Broken' -StatusCode 500 -Match 'item [678]'
        $answers = 1..9 | ForEach-Object { "item $_" } | Invoke-QubridChat -MaximumRetryCount 0 -ErrorAction SilentlyContinue -ErrorVariable failures
        $answers.InputObject | Should -Be 'item 1', 'item 3', 'item 5', 'item 9'
        $failures.Count | Should -Be 5
        $failures | ForEach-Object { "$_" -replace ':.*' } | Should -Be (2, 4, 6, 7, 8 | ForEach-Object { "Item $_ ('item $_')" })
    }

    It 'ends if the quota is used up, and after status 403 if nothing succeeded' {
        Add-QubridMockReply 'You exceeded your quota' -StatusCode 403 -Match 'a' -Times 1
        $null = 'a1', 'a2', 'a3' | Invoke-QubridChat -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[-1].Exception.ItemsNotSent | Should -Be 2
    }

    It 'continues after interrupted responses, because the service was reached' {
        Add-QubridMockReply 'x' -DropAfter 0 -Match 'drop'
        $prompts = (1..8 | ForEach-Object { "drop $_" }) + 'works'
        $answers = $prompts | Invoke-QubridChat -MaximumRetryCount 0 -ErrorAction SilentlyContinue -ErrorVariable failures
        $answers.InputObject | Should -Be 'works'
        $failures.Count | Should -Be 8
    }

    It 'names items without control characters, and invalid items by their position' {
        Add-QubridMockReply 'Bad' -StatusCode 400
        $rows = @([pscustomobject]@{ Prompt = "one$([char]27)[31m two`tthree " + 'word ' * 20 }, [pscustomobject]@{ Prompt = ' ' })
        $null = $rows | Invoke-QubridChat -ErrorAction SilentlyContinue -ErrorVariable failures
        "$($failures[0])" | Should -Match "^Item 1 \('one\u241b\[31m two three word word word word\u2026'\): The service returned 400"
        "$($failures[1])" | Should -Be 'Item 2: The prompt is empty.'
        $failures[1].TargetObject | Should -Be $rows[1]
    }

    It 'does not ask for confirmation after its end' {
        Add-QubridMockReply 'No' -StatusCode 401
        $verbose = 1..5 | ForEach-Object { "item $_" } | Invoke-QubridChat -Verbose -ErrorAction SilentlyContinue 4>&1 | ForEach-Object { "$_" }
        @($verbose -match '^Performing|^Send a request').Count | Should -BeLessOrEqual 1
        @($verbose -match 'The batch has ended').Count | Should -Be 1
    }
}

Describe 'A connection error' {
    It 'names the proxy' {
        $port = { $listener = [System.Net.Sockets.TcpListener]::new('127.0.0.1', 0); $listener.Start(); $listener.LocalEndpoint.Port; $listener.Stop() }
        $closed = & $port
        $connection = Connect-Qubrid -ApiKey any -BaseUri https://llm.example/v1 -Proxy "http://127.0.0.1:$closed" -MaximumRetryCount 0 -PassThru
        { Invoke-QubridChat 'Hello' -Connection $connection } | Should -Throw "Cannot connect to llm.example:443 through the proxy 127.0.0.1:${closed}: *"
        Disconnect-Qubrid
    }
}
