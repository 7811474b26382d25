BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    . (Join-Path $PSScriptRoot 'ChildShell.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'A session in ConstrainedLanguage' {
    BeforeAll {
        # Shows an object of each view in both language modes. The results are JSON: name, text in FullLanguage, text in ConstrainedLanguage.
        $run = {
            Import-Module -Name '{0}'
            $server = Start-QubridMockServer -Connect
            Add-QubridMockReply -Text "First`n$([char]27)[31mred" -Match 'look' -Times 4
            $file = Join-Path ([System.IO.Path]::GetTempPath()) "$([guid]::NewGuid()).jsonl"
            $completion = 'look' | Invoke-QubridChat -NoStream -Checkpoint $file
            $failed = Test-QubridConnection -Connection (Connect-Qubrid -ApiKey k -BaseUri "http://127.0.0.1:1" -PassThru -MaximumRetryCount 0) -Detailed
            $null = Connect-Qubrid -ApiKey k -BaseUri $server.BaseUri -PassThru
            $shown = [ordered]@{
                'Qubrid.Client.ChatCompletion'               = $completion
                'Qubrid.Client.ChatCompletion as a table'    = $completion
                'Qubrid.Client.ChatUpdate'                   = @('look' | Invoke-QubridChat -Stream)
                'Qubrid.Client.ChatMessage'                  = $completion.Messages
                'Qubrid.Client.QubridModel'                  = @(Get-QubridModel)
                'Qubrid.Client.JournalEntry'                 = @(Get-QubridJournal -Path $file)
                'QubridPS.QubridConnection'      = Get-QubridConnection
                'Qubrid.Mock.MockServer'               = $server
                'QubridPS.ConnectionCheck'       = Test-QubridConnection -Detailed
                'QubridPS.ConnectionCheck fails' = $failed
                'QubridPS.ChatStatistics'         = @($completion, $completion | Measure-QubridChat)
                'QubridPS.ChatStatistics#Price'   = $completion | Measure-QubridChat -Price @{ '*' = @{ Input = 1; Output = 2 } }
            }
            Remove-Item -Path $file
            function Show-Object($Name) { if ($Name -like '*table') { $shown[$Name] | Format-Table | Out-String -Width 120 } else { $shown[$Name] | Out-String -Width 120 } }
            $full = @{}
            foreach ($name in $shown.Keys) { $full[$name] = Show-Object $name }
            $report = $completion | Select-Object -Property Report | ConvertTo-Json -Compress
            $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
            $results = @(foreach ($name in $shown.Keys) { [ordered]@{ Name = $name; Full = $full[$name]; Constrained = Show-Object $name } })
            $completed = @(
                'Invoke-QubridChat -Model ', 'Measure-QubridChat -GroupBy ', 'Invoke-QubridChat -Tool Get-Da', 'Get-QubridModel ', 'Add-QubridMockReply -StatusC' |
                    ForEach-Object { [ordered]@{ Typed = $_; Matches = (TabExpansion2 -inputScript $_ -cursorColumn $_.Length).CompletionMatches.CompletionText } }
            )
            @{
                Results = $results; Completed = $completed; Report = $report
                ConstrainedReport = $completion | Select-Object -Property Report | ConvertTo-Json -Compress
                Mode = "$($ExecutionContext.SessionState.LanguageMode)"; Errors = @($Error | ForEach-Object { "$_" })
            } | ConvertTo-Json -Depth 5 -Compress
        }
        $result = Invoke-ChildShell -Command "$run".Replace('{0}', $manifest.FullName)
        $result.Errors | Should -BeNullOrEmpty
        $script:seen = $result.Output -join '' | ConvertFrom-Json
    }

    It 'shows every view as in FullLanguage' {
        $seen.Mode | Should -Be 'ConstrainedLanguage'
        foreach ($view in $seen.Results) {
            $view.Full.Trim() | Should -Not -BeNullOrEmpty -Because $view.Name
            $view.Constrained | Should -Be $view.Full -Because $view.Name
        }
    }

    It 'is tested with every view of the module' {
        $formats = [xml](Get-Content -Path (Join-Path $manifest.Directory.FullName 'QubridPS.Format.ps1xml') -Raw)
        $types = $formats.Configuration.ViewDefinitions.View.ViewSelectedBy.TypeName | Where-Object { $_ -notlike 'Deserialized.*' } | Select-Object -Unique
        $tested = $seen.Results.Name
        foreach ($type in $types) { $tested | Should -Contain $type }
        $formats.OuterXml | Should -Not -Match 'ScriptBlock'
        (Get-Content -Path (Join-Path $manifest.Directory.FullName 'QubridPS.Types.ps1xml') -Raw) | Should -Not -Match 'ScriptProperty|ScriptMethod'
    }

    It 'shows the content of each view' {
        $views = @{}
        foreach ($view in $seen.Results) { $views[$view.Name] = $view.Constrained }
        $views['Qubrid.Client.ChatCompletion'] | Should -Match 'First\r?\n'
        $views['Qubrid.Client.ChatCompletion'] | Should -Match 'tokens \u00b7 .* \u00b7 stop'
        $views['QubridPS.QubridConnection'] | Should -Match 'connect 15 s, idle 100 s'
        $views['QubridPS.ConnectionCheck'] | Should -Match 'Latency +: \d'
        $views['QubridPS.ConnectionCheck'] | Should -Not -Match 'Error'
        $views['QubridPS.ConnectionCheck fails'] | Should -Match 'Error +: Qubrid\.ConnectionFailed'
        $views['QubridPS.ChatStatistics'] | Should -Match '2 completions'
        $views['Qubrid.Client.QubridModel'] | Should -Match '\d{4}-\d\d-\d\d'
        $views['Qubrid.Mock.MockServer'] | Should -Match 'http://127\.0\.0\.1'
    }

    It 'has the property set Report' {
        $seen.ConstrainedReport | Should -Be $seen.Report
        ($seen.Report | ConvertFrom-Json).TotalTokens | Should -BeGreaterThan 0
    }

    It 'completes arguments' {
        foreach ($completion in $seen.Completed) { $completion.Matches | Should -Not -BeNullOrEmpty -Because $completion.Typed }
    }

    It 'imports the module and sends a request' {
        $run = {
            $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
            Import-Module -Name '{0}'
            $null = Start-QubridMockServer -Connect
            (Get-Command -Module QubridPS | Measure-Object).Count
            'one' | Invoke-QubridChat | Out-String
        }
        $result = Invoke-ChildShell -Command "$run".Replace('{0}', $manifest.FullName)
        $result.Errors | Should -BeNullOrEmpty
        $result.Output[0] | Should -Be @(Get-Command -Module QubridPS).Count
        $result.Output -join "`n" | Should -Match 'Mock answer to: one'
    }
}
