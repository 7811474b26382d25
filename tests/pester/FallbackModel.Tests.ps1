BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'Invoke-QubridChat -FallbackModel' {
    BeforeEach {
        $script:mock = Start-QubridMockServer
        Connect-Qubrid -ApiKey k -BaseUri $mock.BaseUri -Model first -MaximumRetryCount 0
        Add-QubridMockReply -Model first -StatusCode 503
    }

    AfterEach {
        $mock | Stop-QubridMockServer
        Disconnect-Qubrid
    }

    It 'answers with the next model and warns once' {
        $completion = Invoke-QubridChat 'Hello' -FallbackModel second -WarningVariable warnings -WarningAction SilentlyContinue
        $completion.Model | Should -Be 'second'
        $warnings | Should -HaveCount 1
        $warnings | Should -BeLike 'The model first failed, and second is used instead.*503*'
    }

    It 'tries a model that is down once in a batch of 30 items' {
        $items = 1..30 | Invoke-QubridChat -Prompt { "Item $_" } -FallbackModel second -ThrottleLimit 1 -WarningVariable warnings -WarningAction SilentlyContinue
        $items | Should -HaveCount 30
        $warnings | Should -HaveCount 1
        ($mock.Requests | Where-Object Model -EQ 'first') | Should -HaveCount 1
    }
}
