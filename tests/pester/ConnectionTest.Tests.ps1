BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    $script:saved = $env:QUBRID_API_KEY
    $env:QUBRID_API_KEY = $null
}

AfterAll {
    $env:QUBRID_API_KEY = $saved
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'Test-QubridConnection' {
    BeforeAll {
        $script:mock = Start-QubridMockServer -Connect
    }

    AfterAll {
        $mock | Stop-QubridMockServer
    }

    It 'returns true if a call would succeed' {
        Test-QubridConnection | Should -BeTrue
        Test-QubridConnection -Model mock/echo -ConnectionTimeoutSeconds 5 -OperationTimeoutSeconds 5 -TimeoutSeconds 30 -MaximumRetryCount 1 -RetryIntervalSec 0.1 -MaximumRetryDelaySec 1 | Should -BeTrue
        $mock.Requests.Count | Should -Be 0
    }

    It 'reports the failure without an error' {
        $check = Test-QubridConnection -Model nobody/nothing -Detailed -ErrorAction Stop
        $check.Succeeded | Should -BeFalse
        $check.Authenticated | Should -BeTrue
        $check.ModelFound | Should -BeFalse
        $check.ErrorId | Should -Be 'Qubrid.NotFound'
        $check.LatencySeconds | Should -BeGreaterThan 0
    }

    It 'recommends what to do if the step <Step> fails' -ForEach @(
        @{ Step = 'key'; Setup = { Disconnect-Qubrid }; Action = 'Run Connect-Qubrid -ApiKey' }
        @{ Step = 'connection'; Setup = { Connect-Qubrid -ApiKey k -BaseUri http://127.0.0.1:1/v1 }; Action = 'Check the network, the proxy' }
        @{ Step = 'address'; Setup = { Connect-Qubrid -ApiKey k -BaseUri "$($mock.BaseUri)/wrong" }; Action = 'Check the base address' }
        @{ Step = 'model'; Setup = { Connect-Qubrid -ApiKey k -BaseUri $mock.BaseUri -Model no/model }; Action = 'Run Get-QubridModel' }
    ) {
        & $Setup
        $check = Test-QubridConnection -Detailed
        $check.RecommendedAction | Should -BeLike "$Action*."
        $check | Out-String -Width 400 | Should -Match "Recommended +: $Action"
        Connect-Qubrid -ApiKey k -BaseUri $mock.BaseUri
        (Test-QubridConnection -Detailed).RecommendedAction | Should -BeNullOrEmpty
    }

    It 'reports the reason with -Verbose' {
        $said = Test-QubridConnection nobody/nothing -Verbose 4>&1
        $said[-1] | Should -BeFalse
        "$($said[-2])" | Should -BeLike "Qubrid.NotFound: The model 'nobody/nothing' was not found*"
    }

    It 'returns false if the service is unreachable' {
        $away = Connect-Qubrid -ApiKey k -BaseUri http://127.0.0.1:1/v1 -PassThru
        $check = Test-QubridConnection -Connection $away -Detailed
        $check.Reachable | Should -BeFalse
        $check.Authenticated | Should -BeNullOrEmpty
        $check | Out-String | Should -Match 'Authenticated : \(unknown\)'
    }

    It 'sends nothing without a key' {
        Disconnect-Qubrid
        $check = Test-QubridConnection -Detailed
        $check.ErrorId | Should -Be 'Qubrid.NoApiKey'
        $check.Reachable | Should -BeNullOrEmpty
    }
}
