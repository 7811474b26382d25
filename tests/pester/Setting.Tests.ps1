BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'The settings of a connection' {
    BeforeEach {
        $script:saved = $env:QUBRID_API_KEY
        $env:QUBRID_API_KEY = $null
    }

    AfterEach {
        $env:QUBRID_API_KEY = $saved
        Disconnect-Qubrid
    }

    It 'are kept and shown' {
        Connect-Qubrid -ApiKey k -BaseUri https://127.0.0.1:9/v1 -Model m -Proxy http://127.0.0.1:9 -ProxyUseDefaultCredentials `
            -ConnectionTimeoutSeconds 1 -OperationTimeoutSeconds 2 -TimeoutSeconds 3 -MaximumRetryCount 4 -RetryIntervalSec 5 -MaximumRetryDelaySec 6
        $connection = Get-QubridConnection
        $connection.Model | Should -Be 'm'
        $connection.Proxy | Should -Be 'http://127.0.0.1:9/'
        $connection.ConnectionTimeoutSeconds, $connection.OperationTimeoutSeconds, $connection.TimeoutSeconds | Should -Be 1, 2, 3
        $connection.MaximumRetryCount, $connection.RetryIntervalSec, $connection.MaximumRetryDelaySec | Should -Be 4, 5, 6
    }

    It 'send through the proxy that was named' {
        $credential = [pscredential]::new('ops', [System.Net.NetworkCredential]::new('', 'word').SecurePassword)
        Connect-Qubrid -ApiKey k -BaseUri https://service.invalid/v1 -Proxy http://127.0.0.1:9 -ProxyCredential $credential -MaximumRetryCount 0
        { Invoke-QubridChat 'Hello' } | Should -Throw -ErrorId 'Qubrid.ConnectionFailed,*'
    }

    It 'take a certificate, and warn where that of the server is not checked' {
        $rsa = [System.Security.Cryptography.RSA]::Create(2048)
        $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=runbook', $rsa, 'SHA256', [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
        $certificate = $request.CreateSelfSigned([System.DateTimeOffset]::UtcNow, [System.DateTimeOffset]::UtcNow.AddDays(1))
        Connect-Qubrid -ApiKey k -Certificate $certificate -SkipCertificateCheck -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -Match 'will not be checked'
        (Get-QubridConnection).SkipCertificateCheck | Should -BeTrue
    }

    It 'take the key of a vault' {
        function global:Get-Secret {
            param($Name, $Vault)
            "$Vault-$Name"
        }

        try {
            (Connect-Qubrid -SecretName Qubrid -Vault Ops -PassThru).ApiKey | Should -Be '********'
        }
        finally {
            Remove-Item -Path function:Get-Secret
        }
    }

    It 'hold for the calls of a connection that is given' {
        $mock = Start-QubridMockServer
        $connection = Connect-Qubrid -ApiKey k -BaseUri $mock.BaseUri -Model theirs -PassThru
        Disconnect-Qubrid
        (Invoke-QubridChat 'Hello' -Connection $connection).Model | Should -Be 'theirs'
        Get-QubridModel -Name 'mock/*' -Connection $connection -ConnectionTimeoutSeconds 5 -OperationTimeoutSeconds 5 -TimeoutSeconds 20 `
            -MaximumRetryCount 1 -RetryIntervalSec 0.1 -MaximumRetryDelaySec 1 | ForEach-Object Id | Should -Be 'mock/echo'
        $mock | Stop-QubridMockServer
    }
}
