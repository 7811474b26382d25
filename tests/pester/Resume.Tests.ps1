BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    . (Join-Path $PSScriptRoot 'ChildShell.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'A checkpoint shared by processes' {
    BeforeEach {
        $script:mock = Start-QubridMockServer
        $script:file = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
        $script:connect = "Import-Module -Name '$($manifest.FullName)'; Connect-Qubrid -ApiKey 'canary-0123' -BaseUri $($mock.BaseUri); "
    }

    AfterEach {
        Stop-QubridMockServer
    }

    It 'resumes exactly the unfinished requests after a process was killed in the middle of 500 items' {
        # From item 250 the first server is too slow to complete.
        Add-QubridMockReply -Server $mock -Match '^item (2[5-9]\d|[34]\d\d)$' -TokenDelayMilliseconds 600000
        $command = "$connect`$null = 0..499 | ForEach-Object { `"item `$_`" } | Invoke-QubridChat -Checkpoint '$file' -ThrottleLimit 8"
        $process = Start-ChildShell -Command $command
        try {
            Wait-Condition { $mock.Requests.Count -gt 250 }
        }
        finally {
            $process.Kill()
            $process.WaitForExit()
            $process.Dispose()
        }

        $text = [System.IO.File]::ReadAllText($file)
        $finished = @($text.Substring(0, $text.LastIndexOf("`n")) -split "`n" | ConvertFrom-Json | ForEach-Object { $_.request.messages[-1].content })
        $finished.Count | Should -BeGreaterThan 200
        $finished.Count | Should -BeLessOrEqual 250

        $second = Start-QubridMockServer -Connect
        $items = 0..499 | ForEach-Object { "item $_" }
        $answers = $items | Invoke-QubridChat -Checkpoint $file -ThrottleLimit 8
        $answers.InputObject | Should -Be $items
        $answers.Text | Should -Be ($items -replace '^', 'Mock answer to: ')
        $sent = $second.Requests.Prompt
        $sent.Count | Should -Be (500 - $finished.Count)
        $sent | Sort-Object | Should -Be ($items | Where-Object { $finished -notcontains $_ } | Sort-Object)
        Get-Content -Path $file -Raw | Should -Not -Match 'canary'
    }

    It 'has only complete lines if two processes append in parallel' {
        # Both processes wait for a line of input, so that they write at the same time.
        $processes = foreach ($name in 'a', 'b') {
            Start-ChildShell -Command ($connect + "'ready'; `$null = [Console]::In.ReadLine(); " +
                "@(1..200 | ForEach-Object { `"$name`$_`" } | Invoke-QubridChat -Checkpoint '$file' -ThrottleLimit 4).Count")
        }
        try {
            $processes | ForEach-Object { $_.StandardOutput.ReadLine() } | Should -Be 'ready', 'ready'
            $processes | ForEach-Object { $_.StandardInput.WriteLine() }
            $processes | ForEach-Object { $_.StandardOutput.ReadToEnd().Trim() } | Should -Be '200', '200'
            -join ($processes | ForEach-Object { $_.StandardError.ReadToEnd() }) | Should -BeNullOrEmpty
        }
        finally {
            $processes | ForEach-Object { $_.Dispose() }
        }

        $prompts = 'a', 'b' | ForEach-Object { $name = $_; 1..200 | ForEach-Object { "$name$_" } }
        $written = Get-Content -Path $file | ConvertFrom-Json | ForEach-Object { $_.request.messages[-1].content }
        $written | Sort-Object | Should -Be ($prompts | Sort-Object)

        # A third process finds the completions of both processes.
        $third = Start-QubridMockServer -Connect
        ($prompts | Invoke-QubridChat -Checkpoint $file).InputObject | Should -Be $prompts
        $third.Requests.Count | Should -Be 0
    }
}
