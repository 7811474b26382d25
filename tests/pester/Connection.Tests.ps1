BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    $script:saved = $env:QUBRID_API_KEY
    $env:QUBRID_API_KEY = $null
}

AfterAll {
    $env:QUBRID_API_KEY = $saved
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'A check of the connection' {
    BeforeAll {
        $script:mock = Start-QubridMockServer -Connect
    }

    AfterAll {
        $mock | Stop-QubridMockServer
    }

    It 'is true where a call would do' {
        Test-QubridConnection | Should -BeTrue
        Test-QubridConnection -Model mock/echo -ConnectionTimeoutSeconds 5 -OperationTimeoutSeconds 5 -TimeoutSeconds 30 -MaximumRetryCount 1 -RetryIntervalSec 0.1 -MaximumRetryDelaySec 1 | Should -BeTrue
        $mock.Requests.Count | Should -Be 0
    }

    It 'tells what is wrong, and is no error' {
        $check = Test-QubridConnection -Model nobody/nothing -Detailed -ErrorAction Stop
        $check.Succeeded | Should -BeFalse
        $check.Authenticated | Should -BeTrue
        $check.ModelFound | Should -BeFalse
        $check.ErrorId | Should -Be 'Qubrid.NotFound'
        $check.LatencySeconds | Should -BeGreaterThan 0
    }

    It 'says why not with -Verbose' {
        $said = Test-QubridConnection nobody/nothing -Verbose 4>&1
        $said[-1] | Should -BeFalse
        "$($said[-2])" | Should -BeLike "Qubrid.NotFound: The model 'nobody/nothing' was not found*"
    }

    It 'of a service that is away is false' {
        $away = Connect-Qubrid -ApiKey k -BaseUri http://127.0.0.1:1/v1 -PassThru
        $check = Test-QubridConnection -Connection $away -Detailed
        $check.Reachable | Should -BeFalse
        $check.Authenticated | Should -BeNullOrEmpty
        $check | Out-String | Should -Match 'Authenticated : \(unknown\)'
    }

    It 'without a key sends nothing' {
        Disconnect-Qubrid
        $check = Test-QubridConnection -Detailed
        $check.ErrorId | Should -Be 'Qubrid.NoApiKey'
        $check.Reachable | Should -BeNullOrEmpty
    }
}
