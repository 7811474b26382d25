BeforeAll {
    Import-Module -Name QubridPS
    $script:runbook = Join-Path $PSScriptRoot 'Invoke-GatewayBatch.ps1'
    $script:gatewayKey = ConvertTo-SecureString 'gateway-key-0123456789' -AsPlainText -Force
}

Describe 'Invoke-GatewayBatch' {
    BeforeEach {
        $script:mock = Start-QubridMockServer
        $script:apiKey = $env:QUBRID_API_KEY
        $env:QUBRID_API_KEY = 'api-key-0123456789'
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item -Path $folder -ItemType Directory
        $script:parameters = @{
            Path        = Join-Path $folder 'prompts.csv'
            Destination = Join-Path $folder 'completions.csv'
            Report      = Join-Path $folder 'report.csv'
            Journal     = Join-Path $folder 'journal.jsonl'
            BaseUri     = $mock.BaseUri
            GatewayKey  = $gatewayKey
            Price       = @{ 'openai/*' = @{ Input = 1; Output = 2 }; 'small' = @{ Input = 0; Output = 0 } }
        }
        Set-Content -Path $parameters.Path -Value 'Id,Prompt', '1,Explain event 4625.', '2,Explain event 7031.', '3,Explain event 1102.'
    }

    AfterEach {
        $env:QUBRID_API_KEY = $apiKey
        Disconnect-Qubrid
        $mock | Stop-QubridMockServer
    }

    It 'sends the header of the gateway, and writes the completions, the costs, and the report' {
        $result = & $runbook @parameters
        $result.Rows, $result.Completed, $result.Restored, $result.Failed, $result.Tokens | Should -Be 3, 3, 0, 0, 27
        $result.Models | Should -Be 'openai/gpt-oss-120b'
        $usage = Get-QubridJournal -Path $parameters.Journal | Measure-Object -Property PromptTokens, CompletionTokens -Sum
        $result.Cost | Should -Be (($usage[0].Sum + 2 * $usage[1].Sum) / 1000000)
        (Import-Csv -Path $parameters.Destination).Id | Should -Be '1', '2', '3'
        $report = @(Import-Csv -Path $parameters.Report)
        $report.Count | Should -Be 3
        ($report.Prompt | Sort-Object) | Should -Be 'Explain event 1102.', 'Explain event 4625.', 'Explain event 7031.'
        (Get-QubridMockRequest -Server $mock)[0].Headers.Keys | Should -Contain 'x-gateway-key'
    }

    It 'writes no key to a file' {
        $null = & $runbook @parameters
        Get-ChildItem -Path (Split-Path -Path $parameters.Path) -File | ForEach-Object {
            Get-Content -LiteralPath $_.FullName -Raw | Should -Not -Match 'key-0123456789'
        }
    }

    It 'uses the fallback model if the model is not available' {
        $null = Add-QubridMockReply -Server $mock -StatusCode 404 -Text 'No such model.' -Model 'openai/gpt-oss-120b'
        $result = & $runbook @parameters -FallbackModel small -WarningAction SilentlyContinue -WarningVariable warnings
        $result.Completed, $result.Failed, $result.Models, $result.Cost | Should -Be 3, 0, 'small', 0
        $warnings | Should -BeLike '*small*'
    }

    It 'sends nothing again in the next run, and reports no costs for it' {
        $null = & $runbook @parameters
        $result = & $runbook @parameters
        $result.Completed, $result.Restored, $result.Tokens, $result.Cost | Should -Be 3, 3, 0, 0
        (Get-QubridMockRequest -Server $mock).Count | Should -Be 3
        @(Import-Csv -Path $parameters.Report).Count | Should -Be 0
    }

    It 'keeps what was completed if the budget is used up' {
        $result = & $runbook @parameters -MaxTotalTokens 1 -WarningAction SilentlyContinue -WarningVariable warnings
        $result.Completed | Should -BeGreaterOrEqual 1
        $result.Failed | Should -Be 0
        @(Import-Csv -Path $parameters.Destination).Count | Should -Be $result.Completed
    }
}
