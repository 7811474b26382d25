BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'A mock reply' {
    BeforeEach {
        $script:mock = Start-QubridMockServer -Connect
    }

    AfterEach {
        $mock | Stop-QubridMockServer
    }

    It 'is used for matching prompts, a limited number of times' {
        Add-QubridMockReply 'billing' -Match 'invoice' -Times 1
        ('invoice 7', 'invoice 8' | Invoke-QubridChat).Text | Should -Be 'billing', 'Mock answer to: invoice 8'
    }

    It 'returns objects as JSON' {
        Add-QubridMockReply -Json @{ severity = 'low'; hosts = 'a', 'b' }
        $data = (Invoke-QubridChat 'Judge').Text | ConvertFrom-Json
        $data.severity | Should -Be 'low'
        $data.hosts | Should -Be 'a', 'b'
    }

    It 'fails with a status, and the retry succeeds' {
        Add-QubridMockReply -StatusCode 503 -Times 1
        (Invoke-QubridChat 'Hello' -RetryIntervalSec 0.01).ClientMetrics.Attempts | Should -Be 2
    }

    It 'breaks a stream, and the partial completion is reported' {
        Add-QubridMockReply 'one two three' -DropAfter 2
        try {
            Invoke-QubridChat 'Hello' -MaximumRetryCount 0
            throw 'No error came.'
        }
        catch {
            $_.FullyQualifiedErrorId | Should -BeLike 'Qubrid.StreamInterrupted,*'
            $_.Exception.PartialCompletion.Text | Should -Be 'one two'
        }
    }

    It 'fails like the service, with a retry delay' {
        Add-QubridMockReply 'Slow down.' -StatusCode 429 -RetryAfter 0.1 -Times 1
        (Invoke-QubridChat 'Hello').ClientMetrics.RetryDelaySeconds | Should -Be 0.1
    }

    It 'fails with <Id> for <How>' -ForEach @(
        @{ How = 'an error event'; Reply = { Add-QubridMockReply 'one two three' -ErrorAfter 2 }; Id = 'Qubrid.StreamError' }
        @{ How = 'a stall'; Reply = { Add-QubridMockReply 'one two three' -StallAfter 2 }; Id = 'Qubrid.StreamInterrupted' }
    ) {
        & $Reply
        { Invoke-QubridChat 'Hello' -MaximumRetryCount 0 -OperationTimeoutSeconds 0.3 } | Should -Throw -ErrorId "$Id,*"
    }

    It 'can be limited to a model or a system message' {
        Add-QubridMockReply 'small' -Model small
        Add-QubridMockReply 'judge' -System 'judge'
        (Invoke-QubridChat 'Hello' -Model small).Text | Should -Be 'small'
        (Invoke-QubridChat 'Hello' -System 'You are a judge.').Text | Should -Be 'judge'
        (Invoke-QubridChat 'Hello').Text | Should -Be 'Mock answer to: Hello'
    }

    It 'has the specified finish reason' {
        Add-QubridMockReply 'All is' -FinishReason length
        (Invoke-QubridChat 'Hello').FinishReason | Should -Be 'length'
    }

    It 'matches the prompt after a schema retry as well' {
        Add-QubridMockReply '{"n":"x"}' -Match 'invoice' -Times 1
        Add-QubridMockReply -Json @{ n = 7 } -Match 'invoice'
        (Invoke-QubridChat 'The invoice' -Schema 'n int' -AsObject).n | Should -Be 7
        (Get-QubridMockRequest).Count | Should -Be 2
    }

    It 'counts words as tokens' {
        $usage = (Invoke-QubridChat 'one two three' -System 'four').Usage
        $usage.PromptTokens, $usage.CompletionTokens | Should -Be 4, 6
    }

    It 'returns its requests' {
        $null = Invoke-QubridChat 'Question' -System 'Be short.' -MaxTokens 9
        $request = Get-QubridMockRequest
        $request.Prompt | Should -Be 'Question'
        $request.System | Should -Be 'Be short.'
        $request.Parameters['max_tokens'] | Should -Be 9
        $request.Headers.ContainsKey('Authorization') | Should -BeFalse
    }

    It 'rejects unmatched requests with -Strict' {
        $strict = Start-QubridMockServer -Connect -Strict
        { Invoke-QubridChat 'unexpected' } | Should -Throw -ErrorId 'Qubrid.NotFound,*'
        (Get-QubridMockRequest -Unmatched).Prompt | Should -Be 'unexpected'
        $strict | Stop-QubridMockServer
    }
}
