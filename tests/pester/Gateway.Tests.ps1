BeforeDiscovery {
    $script:reason = if (-not $IsLinux) { ' (skipped: needs Linux)' }
    elseif (-not (Get-Command -Name 'nginx', '/usr/sbin/nginx' -CommandType Application -ErrorAction Ignore)) { ' (skipped: nginx not found)' }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    . (Join-Path $PSScriptRoot 'ChildShell.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'A gateway with nginx<Reason>' -ForEach @{ Reason = $reason } -Skip:([bool]$reason) {
    BeforeAll {
        $script:mock = Start-QubridMockServer
        $nginx = (Get-Command -Name 'nginx', '/usr/sbin/nginx' -CommandType Application -ErrorAction Ignore)[0].Source
        $configuration = Join-Path $TestDrive 'nginx.conf'

        # Returns whether the server accepts connections. It ends if another process has taken the port.
        function Wait-Gateway([int] $Port) {
            Wait-Condition {
                if ($gateway.HasExited) { return $true }
                $client = [System.Net.Sockets.TcpClient]::new()
                try { $client.Connect('127.0.0.1', $Port); $true } catch { $false } finally { $client.Dispose() }
            }
            -not $gateway.HasExited
        }

        foreach ($attempt in 1..5) {
            $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
            $listener.Start()
            $port = $listener.LocalEndpoint.Port
            $listener.Stop()
            # The locations require a header of their own, or replace the credential of the caller by the API key.
            Set-Content -Path $configuration -Value @"
daemon off;
master_process off;
pid nginx.pid;
error_log error.log;
events { }
http {
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    proxy_http_version 1.1;
    proxy_buffering off;
    server {
        listen 127.0.0.1:$port;
        location /v1/ {
            if (`$http_x_gateway_key = '') { return 401; }
            if (`$http_x_gateway_key != 'gateway-secret-0123') {
                add_header x-request-id `$http_x_gateway_key;
                return 403 'The key `$http_x_gateway_key is not known.';
            }
            proxy_pass http://127.0.0.1:$($mock.Port)/v1/;
        }
        location /virtual/ {
            if (`$http_authorization != 'Basic dmlydHVhbC1zZWNyZXQ=') { return 401; }
            proxy_set_header Authorization 'Bearer api-key';
            proxy_pass http://127.0.0.1:$($mock.Port)/v1/;
        }
    }
}
"@
            $script:gateway = Start-Process -FilePath $nginx -ArgumentList '-p', $TestDrive, '-c', $configuration, '-e', 'error.log' -PassThru
            if (Wait-Gateway $port) { break }
        }

        $script:address = "http://127.0.0.1:$port"
        $script:secret = ConvertTo-SecureString -String 'gateway-secret-0123' -AsPlainText -Force
    }

    AfterAll {
        if (-not $gateway.HasExited) { $gateway.Kill() }
        $mock | Stop-QubridMockServer
        Disconnect-Qubrid
    }

    It 'forwards requests that have the header' {
        Connect-Qubrid -ApiKey k -BaseUri "$address/v1" -Headers @{ 'X-Gateway-Key' = $secret }
        (Invoke-QubridChat 'Hello').Text | Should -Be 'Mock answer to: Hello'
        (Invoke-QubridChat 'Hello' -NoStream).Text | Should -Be 'Mock answer to: Hello'
        ('a', 'b', 'c' | Invoke-QubridChat -ThrottleLimit 3).Text | Should -Be 'Mock answer to: a', 'Mock answer to: b', 'Mock answer to: c'
        (Get-QubridModel).Id | Should -Contain 'mock/echo'
        Test-QubridConnection | Should -BeTrue
        $mock.Requests[0].Headers.Keys | Should -Contain 'x-gateway-key'
    }

    It 'passes tokens on before the answer is complete' {
        Connect-Qubrid -ApiKey k -BaseUri "$address/v1" -Headers @{ 'X-Gateway-Key' = $secret } -OperationTimeoutSeconds 30
        # The service holds the rest back until the connection is closed.
        $null = Add-QubridMockReply 'one two three four' -StallAfter 2 -Match 'Count' -Server $mock
        $updates = Invoke-QubridChat 'Count' -Stream | Select-Object -First 2
        -join $updates.Text | Should -Be 'one two'
    }

    It 'accepts a credential in Authorization without an API key' {
        Connect-Qubrid -BaseUri "$address/virtual" -Headers @{ Authorization = 'Basic dmlydHVhbC1zZWNyZXQ=' }
        (Invoke-QubridChat 'Hello').Text | Should -Be 'Mock answer to: Hello'
    }

    It 'rejects <Name> with an error that does not contain a header value' -ForEach @(
        @{ Name = 'a missing header'; Path = 'v1'; Headers = @{}; Status = 401 }
        @{ Name = 'a wrong value'; Path = 'v1'; Headers = @{ 'X-Gateway-Key' = 'wrong-secret-4567' }; Status = 403 }
        @{ Name = 'a wrong credential'; Path = 'virtual'; Headers = @{ Authorization = 'Basic wrong-secret-4567' }; Status = 401 }
    ) {
        $before = $mock.Requests.Count
        Connect-Qubrid -ApiKey k -BaseUri "$address/$Path" -Headers $Headers
        foreach ($mode in @{}, @{ Stream = $true }, @{ NoStream = $true }) {
            $lines = @()
            $failure = try { Invoke-QubridChat 'Hello' @mode -Verbose 4>&1 | ForEach-Object { $lines += $_ } } catch { $_ }
            $failure.FullyQualifiedErrorId | Should -BeLike 'Qubrid.Unauthorized,*'
            [int]$failure.Exception.StatusCode | Should -Be $Status
            $failure.ErrorDetails.Message | Should -Match "\b$Status\b"
            $failure.ErrorDetails.Message | Should -Not -Match '<'
            $lines.Count | Should -BeGreaterThan 0
            "$lines $($failure | Format-List -Property * -Force | Out-String) $($failure | Out-String) $($failure.Exception)" |
                Should -Not -Match 'wrong-secret'
        }

        Test-QubridConnection | Should -BeFalse
        Test-QubridConnection -Detailed | Format-List | Out-String | Should -Not -Match 'wrong-secret'
        $mock.Requests.Count | Should -Be $before
    }
}
