BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    . (Join-Path $PSScriptRoot 'ChildShell.ps1')
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

    It 'do not accept <_> as a key, because it hides one' -ForEach '********', 'sk-****abcd', 'System.Security.SecureString' {
        Connect-Qubrid -ApiKey real -BaseUri http://127.0.0.1:9/v1
        { Connect-Qubrid -ApiKey $_ } | Should -Throw -ErrorId 'Qubrid.InvalidApiKey,*' -ExpectedMessage '*hides one*'
        { Connect-Qubrid -ApiKey (Get-QubridConnection).ApiKey } | Should -Throw -ErrorId 'Qubrid.InvalidApiKey,*' -ExpectedMessage '*hides one*'
        (Get-QubridConnection).BaseUri | Should -Be 'http://127.0.0.1:9/v1'
    }

    It 'limit the rate of requests and tokens' {
        $mock = Start-QubridMockServer
        $connection = Connect-Qubrid -ApiKey k -BaseUri $mock.BaseUri -RequestsPerMinute 1 -TokensPerMinute 100000 -PassThru
        $connection.RequestsPerMinute, $connection.TokensPerMinute | Should -Be 1, 100000
        $null = Invoke-QubridChat 'Hello'
        { Invoke-QubridChat 'Hello' -TimeoutSeconds 0.5 } | Should -Throw -ErrorId 'Qubrid.Timeout,*'
        $mock.Requests | Should -HaveCount 1
        { Connect-Qubrid -ApiKey k -RequestsPerMinute 0 } | Should -Throw -ExpectedMessage "*'RequestsPerMinute'*"
        { Connect-Qubrid -ApiKey k -TokensPerMinute -5 } | Should -Throw -ExpectedMessage "*'TokensPerMinute'*"
        $mock | Stop-QubridMockServer
    }

    It 'show the names of -Headers, and never their values, in the session or in a job' {
        $value = ConvertTo-SecureString -String 'gateway-secret-0123' -AsPlainText -Force
        Connect-Qubrid -Headers @{ Authorization = $value } -BaseUri https://127.0.0.1:9/v1
        $connection = Get-QubridConnection
        $connection | Out-String | Should -Match '(?m)^Headers +: Authorization\s*$'
        $file = Join-Path $TestDrive 'connection.xml'
        $connection | Export-Clixml -Path $file
        Get-Content -Path $file -Raw | Should -Not -Match 'gateway-secret'
        { Invoke-QubridChat 'Hello' -Connection (Import-Clixml -Path $file) } | Should -Throw -ErrorId 'Qubrid.DeserializedConnection,*' -ExpectedMessage '*its headers*'
        { Connect-Qubrid -Headers 'X-Key: gateway-secret-0123' } | Should -Throw -ExpectedMessage "*'Headers'*must be a dictionary*"
    }

    It 'show the proxy of -Proxy, and the journal with its mode' {
        $journal = Join-Path $TestDrive 'calls.jsonl'
        Connect-Qubrid -ApiKey k -Proxy http://proxy.example:3128 -Journal $journal -JournalMode Auto
        $shown = Get-QubridConnection | Out-String -Width 400
        $shown | Should -Match '(?m)^Proxy +: http://proxy\.example:3128/\s*$'
        $shown | Should -Match "(?m)^Journal +: $([regex]::Escape($journal)) \(Auto\)\s*$"
        Connect-Qubrid -ApiKey k -BaseUri http://127.0.0.1:9/v1
        Get-QubridConnection | Out-String | Should -Not -Match 'Proxy|Journal'
    }

    It 'show the proxy of the environment without its password' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
        $run = Invoke-ChildShell -Environment @{ https_proxy = 'http://bob:pass-word@proxy.example:3128'; no_proxy = $null; all_proxy = $null } -Command (
            "Import-Module '$($manifest.FullName)'; Connect-Qubrid -ApiKey k; Get-QubridConnection | Out-String -Width 200" +
            '; try { Invoke-QubridChat hi -MaximumRetryCount 0 -TimeoutSeconds 20 } catch { "$_" }')
        $run.Output -join "`n" | Should -Match 'Proxy +: http://proxy\.example:3128/ \(of the environment or the system\)'
        $run.Output[-1] | Should -Match 'platform\.qubrid\.com:443 through the proxy proxy\.example:3128'
        $run.Output -join "`n" | Should -Not -Match 'pass-word'
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
