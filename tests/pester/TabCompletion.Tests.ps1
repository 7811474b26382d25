BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'Tab completion' {
    It 'offers <Expected> after <Typed>' -ForEach @(
        @{ Typed = 'Invoke-QubridChat hi -Tool Get-Qub'; Expected = 'Get-QubridConnection', 'Get-QubridJournal', 'Get-QubridMockRequest', 'Get-QubridModel' }
        @{ Typed = 'New-QubridTool Get-QubridM'; Expected = 'Get-QubridMockRequest', 'Get-QubridModel' }
        @{ Typed = 'Measure-QubridChat -GroupBy f'; Expected = 'FinishReason' }
        @{ Typed = 'Measure-QubridChat -GroupBy '; Expected = 'ClientMetrics.Attempts', 'FinishReason', 'InputObject.', 'Model' }
        @{ Typed = 'Invoke-QubridChat hi -ReasoningEffort '; Expected = 'high', 'low', 'medium', 'minimal', 'none', 'xhigh' }
        @{ Typed = 'Enter-QubridChat -ReasoningEffort m'; Expected = 'medium', 'minimal' }
        @{ Typed = 'Invoke-QubridChat hi -ToolChoice '; Expected = 'auto', 'none', 'required' }
        @{ Typed = 'Invoke-QubridChat hi -Tool Get-Date, Get-Service -ToolChoice '; Expected = 'auto', 'Get-Date', 'Get-Service', 'none', 'required' }
        @{ Typed = 'Enter-QubridChat -Tool Get-Date -ToolChoice g'; Expected = 'Get-Date' }
        @{ Typed = 'Get-QubridJournal -Model '; Expected = 'openai/gpt-oss-120b' }
        @{ Typed = 'Invoke-QubridChat hi -As '; Expected = 'Content', 'Csv', 'Json', 'List', 'Text' }
        @{ Typed = 'Connect-Qubrid -JournalMode '; Expected = 'Auto', 'Record', 'Replay' }
        @{ Typed = 'New-QubridMessage hi -Role '; Expected = 'assistant', 'system', 'tool', 'user' }
        @{ Typed = 'Invoke-QubridChat hi -NoS'; Expected = '-NoStream' }
    ) {
        (TabExpansion2 -inputScript $Typed -cursorColumn $Typed.Length).CompletionMatches.CompletionText | Sort-Object | Should -Be $Expected
    }
}
