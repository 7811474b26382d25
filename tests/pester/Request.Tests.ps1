BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'A request' {
    BeforeAll {
        $script:mock = Start-QubridMockServer -Connect
        $script:pixel = 'data:image/png;base64,iVBORw0KGgo='
    }

    AfterAll {
        $mock | Stop-QubridMockServer
    }

    It 'contains every setting under its JSON name' {
        $null = Invoke-QubridChat -Prompt 'Hello' -Model m -MaxTokens 9 -Temperature 0.5 -TopP 0.25 -Stop 'END', '---' -PresencePenalty 1 `
            -FrequencyPenalty -1 -Seed 42 -ReasoningEffort low -AdditionalProperty @{ top_k = 5 } -NoStream
        $request = (Get-QubridMockRequest)[-1]
        $request.Model | Should -Be 'm'
        $request.Stream | Should -BeFalse
        $sent = $request.Parameters
        $sent['max_tokens'], $sent['temperature'], $sent['top_p'], $sent['presence_penalty'] | Should -Be 9, 0.5, 0.25, 1
        $sent['frequency_penalty'], $sent['seed'], $sent['top_k'] | Should -Be -1, 42, 5
        $sent['reasoning_effort'] | Should -Be 'low'
        $sent['stop'] | Should -Be 'END', '---'
    }

    It 'starts with the system message and the previous conversation' {
        $null = Invoke-QubridChat 'And now?' -System 'Be short.' -Message @{ role = 'user'; content = 'One' }, (New-QubridMessage -Content 'Two' -Role assistant)
        (Get-QubridMockRequest)[-1].Messages | ForEach-Object { "$_" } | Should -Be 'system: Be short.', 'user: One', 'assistant: Two', 'user: And now?'
    }

    It 'accepts the names that users guess, and rejects -Retry as ambiguous' {
        Add-QubridMockReply -Json @{ a = 1 } -Match 'guessed'
        $null = Invoke-QubridChat 'guessed' -SystemPrompt 'Be short.' -Messages @{ role = 'user'; content = 'One' } -JsonSchema 'a int' -Tools Get-Location -RetryCount 0
        (Get-QubridMockRequest)[-1].Messages.Role | Should -Be 'system', 'user', 'user'
        { Invoke-QubridChat 'Hello' -Retry 5 } | Should -Throw -ErrorId 'AmbiguousParameter,*'
    }

    It 'contains images' {
        $null = Invoke-QubridChat 'What is this?' -Image $pixel
        (Get-QubridMockRequest)[-1].Messages[-1].Images | Should -Be $pixel
    }

    It 'accepts -InputObject, and honors -Depth' {
        $nested = [pscustomobject]@{ Name = 'a'; Inner = [pscustomobject]@{ More = [pscustomobject]@{ Deepest = 'gone' } } }
        $null = Invoke-QubridChat 'Look' -InputObject $nested -Depth 1 -WarningAction SilentlyContinue
        (Get-QubridMockRequest)[-1].Prompt | Should -Match '"Name":"a"'
        (Get-QubridMockRequest)[-1].Prompt | Should -Not -Match '"Deepest"'
    }

    It 'has its own timeouts' {
        $slow = Start-QubridMockServer -Connect
        Add-QubridMockReply -Text 'one two three' -StallAfter 1
        $limits = { Invoke-QubridChat 'Hello' -ConnectionTimeoutSeconds 5 -OperationTimeoutSeconds 5 -TimeoutSeconds 0.3 -MaximumRetryCount 0 -RetryIntervalSec 0.1 -MaximumRetryDelaySec 1 }
        $limits | Should -Throw -ErrorId 'Qubrid.Timeout,*'
        $slow | Stop-QubridMockServer
        Connect-Qubrid -ApiKey k -BaseUri $mock.BaseUri
    }
}
