BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'Connection settings' {
    BeforeEach {
        $script:saved = $env:QUBRID_API_KEY
        $env:QUBRID_API_KEY = $null
    }

    AfterEach {
        $env:QUBRID_API_KEY = $saved
        Disconnect-Qubrid
    }

    It 'are stored and displayed' {
        Connect-Qubrid -ApiKey k -BaseUri https://127.0.0.1:9/v1 -Model m -Proxy http://127.0.0.1:9 -ProxyUseDefaultCredentials `
            -ConnectionTimeoutSeconds 1 -OperationTimeoutSeconds 2 -TimeoutSeconds 3 -MaximumRetryCount 4 -RetryIntervalSec 5 -MaximumRetryDelaySec 6
        $connection = Get-QubridConnection
        $connection.Model | Should -Be 'm'
        $connection.Proxy | Should -Be 'http://127.0.0.1:9/'
        $connection.ConnectionTimeoutSeconds, $connection.OperationTimeoutSeconds, $connection.TimeoutSeconds | Should -Be 1, 2, 3
        $connection.MaximumRetryCount, $connection.RetryIntervalSec, $connection.MaximumRetryDelaySec | Should -Be 4, 5, 6
    }

    It 'use the specified proxy' {
        $credential = [pscredential]::new('ops', [System.Net.NetworkCredential]::new('', 'word').SecurePassword)
        Connect-Qubrid -ApiKey k -BaseUri https://service.invalid/v1 -Proxy http://127.0.0.1:9 -ProxyCredential $credential -MaximumRetryCount 0
        { Invoke-QubridChat 'Hello' } | Should -Throw -ErrorId 'Qubrid.ConnectionFailed,*'
    }

    It 'accept a client certificate, and warn if the server certificate is not validated' {
        $rsa = [System.Security.Cryptography.RSA]::Create(2048)
        $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=runbook', $rsa, 'SHA256', [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
        $certificate = $request.CreateSelfSigned([System.DateTimeOffset]::UtcNow, [System.DateTimeOffset]::UtcNow.AddDays(1))
        Connect-Qubrid -ApiKey k -Certificate $certificate -SkipCertificateCheck -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -Match 'Certificate validation is disabled'
        (Get-QubridConnection).SkipCertificateCheck | Should -BeTrue
    }

    It 'read the key from a vault' {
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

    It 'apply to calls with -Connection' {
        $mock = Start-QubridMockServer
        $connection = Connect-Qubrid -ApiKey k -BaseUri $mock.BaseUri -Model theirs -PassThru
        Disconnect-Qubrid
        (Invoke-QubridChat 'Hello' -Connection $connection).Model | Should -Be 'theirs'
        Get-QubridModel -Name 'mock/*' -Connection $connection -ConnectionTimeoutSeconds 5 -OperationTimeoutSeconds 5 -TimeoutSeconds 20 `
            -MaximumRetryCount 1 -RetryIntervalSec 0.1 -MaximumRetryDelaySec 1 | ForEach-Object Id | Should -Be 'mock/echo'
        $mock | Stop-QubridMockServer
    }
}
