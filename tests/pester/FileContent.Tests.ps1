BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    $script:mock = Start-QubridMockServer -Connect
    $script:folder = New-Item -Path (Join-Path $TestDrive 'logs') -ItemType Directory
    'disk full', 'retry' | Set-Content -LiteralPath (Join-Path $folder 'app.log')
    'brackets' | Set-Content -LiteralPath (Join-Path $folder 'file[1].log')
    'no brackets' | Set-Content -LiteralPath (Join-Path $folder 'file1.log')
    $null = New-Item -Path (Join-Path $folder 'empty.log') -ItemType File
}

AfterAll {
    $mock | Stop-QubridMockServer
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'Files' {
    BeforeEach {
        Push-Location -LiteralPath $folder
    }

    AfterEach {
        Pop-Location
    }

    It 'of -Path are sent with their content and their names, sorted' {
        $null = Invoke-QubridChat 'Summarize' -Path *.log
        $mock.Requests[-1].Prompt -replace '[0-9a-f]{16}', '*' | Should -BeLike (@(
                'Summarize', '', '*', '<<<FILE * "app.log"', 'disk full', 'retry', 'FILE *>>>', '<<<FILE * "empty.log" (empty)', 'FILE *>>>'
                '<<<FILE * "file1.log"', 'no brackets', 'FILE *>>>', '<<<FILE * "file`[1`].log"', 'brackets', 'FILE *>>>') -join "`n")
    }

    It 'of -Path can have brackets in their names: <Path>' -ForEach @(
        @{ Path = 'file[1].log'; Content = 'brackets' }
        @{ Path = 'file`[1`].log'; Content = 'brackets' }
        @{ Path = 'file[12].log'; Content = 'no brackets' }
        @{ Path = 'TestDrive:/logs/file1.log'; Content = 'no brackets' }
        @{ Path = 'TestDrive:/logs/file[[]*.log'; Content = 'brackets' }
    ) {
        $null = Invoke-QubridChat 'Summarize' -Path $Path
        $mock.Requests[-1].Prompt | Should -Match "(?s)log`"\n$Content\nFILE [0-9a-f]{16}>>>$"
    }

    It 'are sent one per request with -As Content -Each, and InputObject is the file' {
        $answers = Get-ChildItem -Path . -Filter *1*.log | Sort-Object -Property Name | Invoke-QubridChat 'Summarize' -As Content -Each -ThrottleLimit 2
        $answers.InputObject.Name | Sort-Object | Should -Be (@('file[1].log', 'file1.log') | Sort-Object)
        $answers.InputObject[0] | Should -BeOfType System.IO.FileInfo
    }

    It 'are named by -Verbose and -WhatIf' {
        $lines = Invoke-QubridChat 'Summarize' -Path app.log -Verbose 4>&1 | ForEach-Object { "$_" }
        $lines | Should -Contain "Sent of the file '$(Join-Path $folder app.log)': its text (2 lines), with the name 'app.log'."
        $before = $mock.Requests.Count
        $lines = Get-Item -Path app.log | Invoke-QubridChat 'Summarize' -As Content -WhatIf 6>&1 | ForEach-Object { "$_" }
        $lines | Should -Contain "Sent of the file '$(Join-Path $folder app.log)': its text (2 lines), with the name 'app.log'."
        $mock.Requests.Count | Should -Be $before
    }

    It 'that are too large are divided between lines with -Split' {
        1..200 | ForEach-Object { "line $_ of the log" } | Set-Content -Path long.txt
        $answer = Invoke-QubridChat 'Summarize' -Path long.txt -MaxInputTokens 600 -Split
        $answer.Parts.Count | Should -BeGreaterThan 1
        $each = Get-Item -Path long.txt, app.log | Invoke-QubridChat 'Summarize' -As Content -Each -MaxInputTokens 600 -Split
        $each[0].Parts.Count | Should -Be $answer.Parts.Count
        $each[1].Parts.Count | Should -Be 0
        $sent = ($mock.Requests | Where-Object { $_.Prompt -match 'Part \d+ of the data' } | Select-Object -First $answer.Parts.Count).Prompt -join "`n"
        @([regex]::Matches($sent, 'line (\d+) of the log') | ForEach-Object { [int]$_.Groups[1].Value }) | Should -Be @(1..200)
        $sent | Should -Match '--- file "long.txt" ---'
    }

    It 'are added to a message' {
        (New-QubridMessage 'Summarize' -Path app.log).Content | Should -BeLike "Summarize*disk full`nretry`nFILE *"
        (Get-Item -Path app.log | New-QubridMessage 'Summarize' -As Content).Content | Should -BeLike "Summarize*disk full`nretry`nFILE *"
    }
}

Describe 'A request that is too long for the model' {
    It 'recommends -MaxInputTokens with -Split' {
        Add-QubridMockReply "This model's maximum context length is 8192 tokens." -StatusCode 400 -Match 'Long text' -Times 1
        $failure = try { Invoke-QubridChat 'Long text' } catch { $_ }
        $failure.FullyQualifiedErrorId | Should -BeLike 'Qubrid.InvalidRequest,*'
        $failure.ErrorDetails.RecommendedAction | Should -Match '-MaxInputTokens <tokens> -Split'
    }
}
