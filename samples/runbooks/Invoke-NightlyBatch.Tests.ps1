BeforeAll {
    Import-Module -Name QubridPS
    $script:runbook = Join-Path $PSScriptRoot 'Invoke-NightlyBatch.ps1'
}

Describe 'Invoke-NightlyBatch' {
    BeforeEach {
        $script:mock = Start-QubridMockServer -Connect
        $script:rows = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
        $script:completions = "$rows.completions.csv"
        $script:report = "$rows.completions.html"
        Set-Content -Path $rows -Value 'Id,Prompt,Model', '1,Explain event 4625.,', '2,Explain event 7031.,small', '3,Explain event 1102.,'
    }

    AfterEach {
        $mock | Stop-QubridMockServer
    }

    It 'completes all rows in order and removes the checkpoint' {
        $result = & $runbook -Path $rows -Destination $completions
        $result.Rows, $result.Completed, $result.Failed, $result.Tokens, $result.IsComplete | Should -Be 3, 3, 0, 27, $true
        $written = Import-Csv -Path $completions
        $written.Id | Should -Be '1', '2', '3'
        $written.Text[1] | Should -Be 'Mock answer to: Explain event 7031.'
        $written.Model[1] | Should -Be 'small'
        Test-Path -Path "$rows.checkpoint.jsonl" | Should -BeFalse
    }

    It 'writes a report with the sums of the run' {
        Add-QubridMockReply 'Not now.' -StatusCode 400 -Match '7031' -Times 1
        & $runbook -Path $rows -Destination $completions -WarningAction SilentlyContinue
        $sums = @{}
        [regex]::Matches((Get-Content -Path $report -Raw), '<dt>(.*?)</dt><dd><strong>(.*?)</strong> <span>(.*?)</span>') |
            ForEach-Object { $sums[$_.Groups[1].Value] = $_.Groups[2, 3].Value -join '; ' }
        $sums['Requests'] | Should -Be '3; 2 completions'
        $sums['Failures'] | Should -Be '1; 33.3 % of the requests'
        $sums['Tokens'] | Should -Be '18; 6 prompt, 12 completion'

        & $runbook -Path $rows -Destination $completions -Report "$report.second.html"
        Get-Content -Path "$report.second.html" -Raw | Should -Match '1 completion, 2 more restored from a checkpoint'
    }

    It 'sends only the failed requests in the next run' {
        Add-QubridMockReply 'Not now.' -StatusCode 400 -Match '7031' -Times 1
        $first = & $runbook -Path $rows -Destination $completions -WarningAction SilentlyContinue -WarningVariable warnings
        $first.Completed, $first.Failed, $first.IsComplete | Should -Be 2, 1, $false
        $warnings | Should -BeLike 'Row 2:*'
        (Import-Csv -Path $completions).Id | Should -Be '1', '3'

        $second = & $runbook -Path $rows -Destination $completions
        $second.Completed, $second.IsComplete | Should -Be 3, $true
        (Get-QubridMockRequest).Count | Should -Be 4
        (Get-QubridMockRequest)[-1].Prompt | Should -Be 'Explain event 7031.'
    }

    It 'stops at the token budget and continues in the next run' {
        $first = & $runbook -Path $rows -Destination $completions -ThrottleLimit 1 -MaxTotalTokens 10 -WarningAction SilentlyContinue
        $first.Completed, $first.Failed, $first.IsComplete | Should -Be 2, 0, $false
        (& $runbook -Path $rows -Destination $completions).IsComplete | Should -BeTrue
        (Get-QubridMockRequest).Count | Should -Be 3
    }

    It 'waits if the service is busy' {
        Add-QubridMockReply -StatusCode 429 -RetryAfter 0.1 -Times 2
        (& $runbook -Path $rows -Destination $completions).Completed | Should -Be 3
    }
}
