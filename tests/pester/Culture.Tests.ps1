BeforeDiscovery {
    $script:cultures = 'ar-SA', 'th-TH', 'fa-IR', 'tr-TR', 'de-DE'
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    $script:mock = Start-QubridMockServer -Connect
}

AfterAll {
    $mock | Stop-QubridMockServer
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'A session in the culture <_>' -ForEach $cultures {
    BeforeAll {
        # Runs a script in the culture; its output is compared in the culture of the tests.
        function Invoke-InCulture {
            param([string] $Culture, [scriptblock] $Script)
            $previous = [System.Globalization.CultureInfo]::CurrentCulture
            [System.Globalization.CultureInfo]::CurrentCulture = [System.Globalization.CultureInfo]::GetCultureInfo($Culture)
            try {
                & $Script
            }
            finally {
                [System.Globalization.CultureInfo]::CurrentCulture = $previous
            }
        }

        $script:culture = $_
    }

    It 'returns and displays the completion' {
        $text = Invoke-InCulture $culture { Invoke-QubridChat 'Hi' -Temperature 0.5 | Out-String }
        $text | Should -Match 'Mock answer to: Hi'
        $text | Should -Match '1 \+ 4 tokens \u00b7 \d+\.\d\d s to first token'
        (Get-QubridMockRequest | Select-Object -Last 1).Body | Should -Match '"temperature":0\.5'
    }

    It 'accepts <Format> <Value>' -ForEach @(
        @{ Format = 'date'; Value = '2026-03-04' }
        @{ Format = 'date'; Value = '2024-02-29' }
        @{ Format = 'date-time'; Value = '2026-03-04T05:06:07Z' }
        @{ Format = 'date-time'; Value = '2026-03-04T05:06:07.25+02:00' }
        @{ Format = 'time'; Value = '05:06:07Z' }
        @{ Format = 'time'; Value = '23:59:59.5+02:00' }
        @{ Format = 'time'; Value = '05:06:07' }
    ) {
        Add-QubridMockReply -Json "{`"d`":`"$Value`",`"n`":1.5}" -Match "$Format $([regex]::Escape($Value))" -Times 1
        $schema = @{ type = 'object'; properties = @{ d = @{ type = 'string'; format = $Format }; n = @{ type = 'number'; minimum = 1.25; enum = 1.5, 2.5 } } }
        $sent = @(Get-QubridMockRequest).Count
        $answer = Invoke-InCulture $culture { Invoke-QubridChat "$Format $Value" -Schema $schema -MaxSchemaRetry 0 }
        $answer.Text | Should -BeLike "*$Value*"
        if ($Format -ne 'time') { $answer.Data.d.Year | Should -Be $Value.Substring(0, 4) }
        $answer.Data.n | Should -Be 1.5
        @(Get-QubridMockRequest).Count | Should -Be ($sent + 1)
    }

    It 'rejects the date <_>' -ForEach '1447-13-01', '2026-02-30', '04.03.2026' {
        Add-QubridMockReply -Json "{`"d`":`"$_`"}" -Match "Bad $([regex]::Escape($_))" -Times 1
        $value = $_
        { Invoke-InCulture $culture { Invoke-QubridChat "Bad $value" -Schema @{ d = 'date' } -MaxSchemaRetry 0 -ErrorAction Stop } } |
            Should -Throw -ErrorId 'Qubrid.SchemaMismatch*'
    }

    It 'compares enumerated dates as text' {
        Add-QubridMockReply -Json '{"d":"2026-03-04T05:06:07Z"}' -Match 'Enumerated' -Times 1
        $schema = '{"type":"object","properties":{"d":{"enum":["2026-03-04T05:06:07Z","never"]}}}'
        (Invoke-InCulture $culture { Invoke-QubridChat 'Enumerated' -Schema $schema -MaxSchemaRetry 0 }).Text | Should -Match '05:06:07Z'
    }

    It 'reports the valid range with a decimal point' {
        Add-QubridMockReply -Json '{"n":7}' -Match 'Seven' -Times 1
        { Invoke-InCulture $culture { Invoke-QubridChat 'Seven' -Schema @{ type = 'object'; properties = @{ n = @{ enum = 1.5, 2.5 } } } -MaxSchemaRetry 0 -ErrorAction Stop } } |
            Should -Throw '*1.5, 2.5*'
    }

    It 'sends the numbers and dates of objects as <As>' -ForEach @(
        @{ As = 'Json'; Expected = '{"A":1.5,"B":-3,"C":"2026-03-04T05:06:07.0000000","D":{"2.5":1},"E":"1.02:03:04.5000000"}' }
        @{ As = 'Csv'; Expected = '1.5,-3,2026-03-04T05:06:07.0000000,"{""2.5"":1}",1.02:03:04.5000000' }
        @{ As = 'List'; Expected = "A : 1.5`nB : -3`nC : 2026-03-04T05:06:07.0000000" }
    ) {
        $row = [pscustomobject]@{ A = 1.5; B = -3; C = [datetime]::new(2026, 3, 4, 5, 6, 7); D = @{ 2.5 = 1 }; E = [timespan]'1.02:03:04.5' }
        $null = Invoke-InCulture $culture { $row | Invoke-QubridChat 'Look' -As $As }
        (Get-QubridMockRequest | Select-Object -Last 1).Prompt | Should -BeLike "*$Expected*"
    }

    It 'sends numbers as text with a decimal point' {
        $null = Invoke-InCulture $culture { 1.5, -3, 2.25d | Invoke-QubridChat 'Look' -As Text }
        (Get-QubridMockRequest | Select-Object -Last 1).Prompt | Should -BeLike "*`n1.5`n-3`n2.25`n*"
    }

    It 'sends a value beyond the depth with a decimal point' {
        $null = Invoke-InCulture $culture { [pscustomobject]@{ A = [pscustomobject]@{ B = 1.5 } } | Invoke-QubridChat 'Look' -Depth 1 -WarningAction Ignore }
        (Get-QubridMockRequest | Select-Object -Last 1).Prompt | Should -BeLike '*@{B=1.5}*'
    }

    It 'reads settings from the rows of a CSV file' {
        'Prompt,Temperature,MaxTokens', 'One,0.25,10', 'Two,1.5,20' | Set-Content -Path (Join-Path $TestDrive 'rows.csv')
        $answers = Invoke-InCulture $culture { Import-Csv -Path (Join-Path $TestDrive 'rows.csv') | Invoke-QubridChat }
        $answers.Count | Should -Be 2
        $bodies = Get-QubridMockRequest | Select-Object -Last 2 | ForEach-Object { $_.Body }
        $bodies[0] | Should -Match '"temperature":0\.25[,}]'
        $bodies[1] | Should -Match '"temperature":1\.5[,}]'
    }

    It 'resumes a batch from a checkpoint that was written in another culture' {
        $file = Join-Path $TestDrive "checkpoint-$culture.jsonl"
        $rows = 1..3 | ForEach-Object { [pscustomobject]@{ Id = $_; Load = $_ / 4; At = [datetime]::new(2026, 3, $_) } }
        $first = Invoke-InCulture $culture { $rows | Invoke-QubridChat 'Rate' -Each -Checkpoint $file }
        $sent = @(Get-QubridMockRequest).Count
        $second = $rows | Invoke-QubridChat 'Rate' -Each -Checkpoint $file
        $second.Text | Should -Be $first.Text
        $second[0].Created | Should -Be $first[0].Created
        @(Get-QubridMockRequest).Count | Should -Be $sent
        Get-Content -Path $file -Encoding UTF8 | ForEach-Object { { $_ | ConvertFrom-Json } | Should -Not -Throw }
    }

    It 'displays statistics, models and numbers in the same format' {
        $calls = 'one', 'two' | Invoke-QubridChat
        $calls[0].Metrics.ToString() | Should -Not -BeNullOrEmpty
        $seen = Invoke-InCulture $culture {
            $calls | Measure-QubridChat | Out-String
            Get-QubridModel | Out-String
            "$($calls[0].Metrics)"
            "$($calls[0].ClientMetrics)"
            "$($calls[0].Usage)"
            $calls[0] | Format-Table | Out-String
        }
        $seen[0] | Should -Match 'first token +\d+\.\d+ +\d+\.\d+'
        $seen[1] | Should -Match 'openai/gpt-oss-120b +openai +2024-03-09'
        $seen[2] | Should -Match '^\d+\.\d\d s to first token, [\d.]+ tok/s, \d+\.\d\d s in total$'
        $seen[3] | Should -Match '^\d+\.\d\d s to first token.* \d+\.\d\d s in total, 1 attempt$'
        $seen[4] | Should -Be '1 + 4 tokens'
        $seen[5] | Should -Match '\d+\.\d\d s'
    }

    It 'writes times of verbose lines with a decimal point' {
        $lines = Invoke-InCulture $culture { Invoke-QubridChat 'Hi' -Verbose 4>&1 } | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        "$lines" | Should -Match 'after \d+\.\d\d\d s'
        "$lines" | Should -Not -Match '\d[,\u066b]\d\d\d s'
    }
}
