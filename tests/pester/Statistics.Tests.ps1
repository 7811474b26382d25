BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'Statistics' {
    BeforeAll {
        $script:mock = Start-QubridMockServer -Connect
        Add-QubridMockReply 'Slow down.' -StatusCode 429 -RetryAfter 0.01 -Model b/b -Match 'seven'
        $script:calls = foreach ($model in 'a/a', 'b/b') {
            'one', 'two', 'seven' | Invoke-QubridChat -Model $model -MaximumRetryCount 0 -ErrorAction Continue 2>&1
        }
    }

    AfterAll {
        $mock | Stop-QubridMockServer
    }

    It 'accept a completion for -InputObject, also from New-QubridCompletion' {
        (Measure-QubridChat -InputObject (New-QubridCompletion 'one two' -Model m)).CompletionTokens | Should -Be 2
    }

    It 'compare models, including failures' {
        $statistics = $calls | Measure-QubridChat
        $statistics.Name | Should -Be 'a/a', 'b/b'
        $statistics.Count | Should -Be 2
        $statistics | ForEach-Object Count | Should -Be 3, 2
        $statistics.Failures | Should -Be 0, 1
        $statistics.PromptTokens | Should -Be 3, 2
        $statistics.CompletionTokens | Should -Be 12, 8
        "$($statistics[1].FailuresById)" | Should -Be 'Qubrid.RateLimited x 1'
        $statistics[0].TtftSeconds.P50 | Should -BeLessOrEqual $statistics[0].TtftSeconds.Max
    }

    It 'accept deserialized completions' {
        $file = Join-Path $TestDrive 'calls.xml'
        $calls | Export-Clixml -Path $file -Depth 3
        $live = $calls | Measure-QubridChat
        $statistics = Import-Clixml -Path $file | Measure-QubridChat
        $statistics.Name | Should -Be $live.Name
        $statistics.Failures | Should -Be $live.Failures
        $statistics.TotalTokens | Should -Be $live.TotalTokens
        "$($statistics.TotalTimeSeconds)" | Should -Be "$($live.TotalTimeSeconds)"
    }

    It 'are grouped by a property of the input objects' {
        $rows = 'Prompt,Level', 'a,Error', 'b,Warning', 'c,Error' | ConvertFrom-Csv
        $statistics = $rows | Invoke-QubridChat | Measure-QubridChat -GroupBy InputObject.Level
        $statistics.Name | Should -Be 'Error', 'Warning'
        $statistics | ForEach-Object Count | Should -Be 2, 1
    }

    It 'are flat and complete in CSV, JSON and tables' {
        $statistics = @($calls | Measure-QubridChat -Price @{ '*' = @{ Input = 1; Output = 2 } })
        $names = @($statistics[0].PSObject.Properties.Name)
        $names | Should -Contain 'TtftSecondsP95'
        $statistics | ForEach-Object { @($_.PSObject.Properties.Name) | Should -Be $names }
        $statistics | ForEach-Object { $_.PSObject.Properties.Value } | Where-Object { $null -ne $_ } |
            ForEach-Object { $_.GetType().Name | Should -BeIn 'String', 'Int32', 'Int64', 'Double', 'Decimal' }
        $rows = $statistics | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv
        @($rows[0].PSObject.Properties.Name) | Should -Be $names
        $rows.Errors | Should -Be '', 'Qubrid.RateLimited x 1'
        $rows | ForEach-Object { $_.TotalTimeSecondsMax | Should -Match '^[0-9.E-]+$' }
        $json = ConvertTo-Json -InputObject $statistics -Depth 1 -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        ($json | ConvertFrom-Json)[1].Errors | Should -Be 'Qubrid.RateLimited x 1'
        foreach ($width in 80, 120) {
            $table = $calls | Measure-QubridChat | Format-Table | Out-String -Width $width
            $table | Should -Not -Match '\.\.\.|\u2026'
            $table | Should -Match '(?m)^Name +Count +Restored +Failures +Tokens +TTFT \(s\) +Time \(s\) +Tok/s\s*$'
            $table | Should -Match '(?m)^b/b +2 +0 +1 +10 +[0-9.,]+ +[0-9.,]+ +[0-9.,]+\s*$'
        }
    }

    It 'show the cost in tables if there are prices, also after Export-Clixml' {
        $statistics = @($calls; New-QubridCompletion 'x' -Model openai/gpt-oss-120b) | Measure-QubridChat -Price @{ '*' = @{ Input = 1; Output = 2 } }
        $file = Join-Path $TestDrive 'priced.xml'
        $statistics | Export-Clixml -Path $file
        foreach ($table in ($statistics | Format-Table | Out-String -Width 80), (Import-Clixml -Path $file | Out-String -Width 80)) {
            $table | Should -Match '(?m)^Name +Count +Restored +Failures +Tokens +Cost +Time \(s\) +Tok/s\s*$'
            $table | Should -Match '(?m)^b/b +2 +0 +1 +10 +0[.,]000018 +[0-9.,]+ +[0-9.,]+\s*$'
            $table | Should -Match '(?m)^openai/gpt-oss-120b +1 '
        }
    }

    It 'show long names completely in tables, without control characters' {
        $table = New-QubridCompletion 'x' -Model "$([char]27)[31m$('long-name/' * 6)end" | Measure-QubridChat | Format-Table | Out-String -Width 80
        $table | Should -Not -Match "$([char]27)|\u2026|\.\.\."
        ($table -split '\r?\n' | ForEach-Object { ($_ -split ' ')[0] }) -join '' | Should -Match 'long-name/end'
    }

    It 'still provide percentiles and failures as objects' {
        $statistics = $calls | Measure-QubridChat
        $statistics[1].FailuresById[0].ErrorId | Should -Be 'Qubrid.RateLimited'
        $statistics[0].TotalTimeSeconds.P95 | Should -Be $statistics[0].TotalTimeSecondsP95
    }

    It 'contain the cost by the prices of <Name>' -ForEach @(
        @{ Name = 'a hashtable'; Read = { @{ 'a/*' = @{ Input = 0.15; Output = 0.60 } } } }
        @{ Name = 'a data file'; Read = { Import-PowerShellDataFile -Path $args[0] } }
        @{ Name = 'JSON'; Read = { '{ "a/*": { "Input": 0.15, "Output": 0.6 } }' | ConvertFrom-Json } }
    ) {
        $file = Join-Path $TestDrive 'prices.psd1'
        Set-Content -Path $file -Value "@{ 'a/*' = @{ Input = 0.15; Output = 0.60 } }"
        $statistics = $calls | Measure-QubridChat -Price (& $Read $file) -WarningVariable warnings -WarningAction SilentlyContinue
        $statistics[0].Cost | Should -Be ([decimal](3 * 0.15 + 12 * 0.6) / 1000000)
        $statistics[1].Cost | Should -BeNullOrEmpty
        "$warnings" | Should -Match 'models b/b\.'
        $statistics | Out-String | Should -Match '3 \+ 12 tokens \W cost 0\.000008'
    }

    It 'reject a price table in the wrong form' {
        { $calls | Measure-QubridChat -Price @{ 'a/*' = @{ Input = 1 } } } | Should -Throw -ErrorId 'Qubrid.InvalidInput,*' -ExpectedMessage '*-Price*Output*'
        { $calls | Measure-QubridChat -Price 'a/*' } | Should -Throw -ErrorId 'Qubrid.InvalidInput,*' -ExpectedMessage '*-Price*'
    }

    It 'report invalid input and continue' {
        $statistics = 42, $calls[0] | Measure-QubridChat -ErrorVariable failures -ErrorAction SilentlyContinue
        $statistics | ForEach-Object Count | Should -Be 1
        $failures.FullyQualifiedErrorId | Should -BeLike 'Qubrid.InvalidInput,*'
    }

    It 'are drawn as bars, with escape sequences only for a terminal' {
        if (Get-Variable -Name PSStyle -ErrorAction Ignore) {
            $rendering = $PSStyle.OutputRendering
            try {
                $PSStyle.OutputRendering = 'Ansi'
                $calls | Measure-QubridChat | Out-String | Should -Match "$([char]27)\[2m +p50 +p95 +max"
                $PSStyle.OutputRendering = 'PlainText'
                $calls | Measure-QubridChat | Out-String | Should -Not -Match ([char]27)
            }
            finally {
                $PSStyle.OutputRendering = $rendering
            }
        }

        $calls | Measure-QubridChat | Out-String | Should -Match '(?m)^ +first token +[0-9.]+ +[0-9.]+ +[0-9.]+ s +\u2588'
    }
}
