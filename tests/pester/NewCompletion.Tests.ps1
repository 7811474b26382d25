BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'New-QubridCompletion' {
    It 'returns a completion' {
        $made = New-QubridCompletion -Text 'billing' -Prompt 'Which team?' -Message (New-QubridMessage 'Be short.' -Role system) -Model m `
            -Reasoning 'invoice, so' -FinishReason length -PromptTokens 7 -CompletionTokens 5 -InputObject 'T1'
        $made.PSObject.TypeNames[0] | Should -Be 'Qubrid.Client.ChatCompletion'
        $made.Text, $made.Model, $made.Reasoning, $made.FinishReason, $made.InputObject | Should -Be 'billing', 'm', 'invoice, so', 'length', 'T1'
        $made.Usage.TotalTokens | Should -Be 12
        $made.Messages.Role | Should -Be 'system', 'user', 'assistant'
    }

    It 'is displayed like a completion of the service' {
        New-QubridCompletion 'billing' | Out-String | Should -Match '(?s)^\s*billing\s+\S*openai/gpt-oss-120b . 0 \+ 1 tokens'
    }

    It 'returns updates' {
        $updates = New-QubridCompletion 'one two' -Stream
        $updates.Text | Should -Be 'one', ' two', $null
        $updates[-1].Completion.Text | Should -Be 'one two'
    }

    It 'contains data, which is validated if a schema is specified' {
        $made = New-QubridCompletion -Data @{ severity = 'high' }
        $made.Data.severity | Should -Be 'high'
        ($made.Text | ConvertFrom-Json).severity | Should -Be 'high'
        (New-QubridCompletion -Text '{"n":7}' -Schema 'n int').Data.n | Should -Be 7
        { New-QubridCompletion -Text '{"n":"x"}' -Schema 'n int' } | Should -Throw -ErrorId 'Qubrid.SchemaMismatch,*'
    }
}
