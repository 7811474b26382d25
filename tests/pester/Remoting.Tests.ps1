BeforeDiscovery {
    $missing = 'ssh', 'sshd', 'ssh-keygen' | Where-Object {
        -not (Get-Command -Name $_, "/usr/sbin/$_" -CommandType Application -ErrorAction Ignore)
    }
    $script:reason = if (-not $IsLinux) { ' (skipped: needs Linux)' } elseif ($missing) { " (skipped: $($missing -join ', ') not found)" }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    . (Join-Path $PSScriptRoot 'ChildShell.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'A remote session over SSH<Reason>' -ForEach @{ Reason = $reason } -Skip:([bool]$reason) {
    BeforeAll {
        $sshd = (Get-Command -Name 'sshd', '/usr/sbin/sshd' -CommandType Application -ErrorAction Ignore)[0].Source
        $hostKey = Join-Path $TestDrive 'host_key'
        $userKey = Join-Path $TestDrive 'user_key'
        $hostKey, $userKey | ForEach-Object { & ssh-keygen -q -t ed25519 -N '' -f $_ }
        $configuration = Join-Path $TestDrive 'sshd_config'
        Set-Content -Path $configuration -Value @"
HostKey $hostKey
AuthorizedKeysFile $userKey.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
Subsystem powershell $childShellPath $childShellArgument-sshs -NoLogo -NoProfile
"@

        # A system on which sshd was never started does not have the folder that sshd needs when root starts it.
        $script:folder = if ("$(& $sshd -t -f $configuration 2>&1)" -match 'Missing privilege separation directory: (\S+)') { $Matches[1] }
        if ($folder) { $null = New-Item -Path $folder -ItemType Directory }

        # The server uses the pipes of the client's proxy command, so it needs no port and ends with the session.
        $script:session = New-PSSession -HostName localhost -KeyFilePath $userKey -Options @{
            ProxyCommand          = "$sshd -i -f $configuration -E $(Join-Path $TestDrive 'sshd.log')"
            StrictHostKeyChecking = 'no'
            UserKnownHostsFile    = '/dev/null'
            LogLevel              = 'ERROR'
            BatchMode             = 'yes'
        }
        Invoke-Command -Session $session -ArgumentList $manifest.FullName { Import-Module -Name $args[0] }

        # Starts a service that accepts one request, and returns the writer of the response, so that the test decides when it sends.
        function Receive-Request([System.Net.Sockets.TcpListener] $Listener) {
            $stream = $Listener.AcceptTcpClient().GetStream()
            $reader = [System.IO.StreamReader]::new($stream)
            $length = 0
            while ($line = $reader.ReadLine()) { if ($line -match '^Content-Length: (\d+)') { $length = [int]$Matches[1] } }
            $null = $reader.ReadBlock([char[]]::new($length), 0, $length)
            $writer = [System.IO.StreamWriter]::new($stream)
            $writer.AutoFlush = $true
            $writer.Write("HTTP/1.1 200 OK`r`nContent-Type: text/event-stream`r`nConnection: close`r`n`r`n")
            $writer
        }

        function ConvertTo-Event([hashtable] $Choice) {
            "data: $(@{ id = 'c1'; model = 'm'; choices = @(@{ index = 0 } + $Choice) } | ConvertTo-Json -Depth 5 -Compress)`n`n"
        }
    }

    AfterAll {
        if ($session) { Remove-PSSession -Session $session }
        if ($folder) { Remove-Item -Path $folder }
    }

    It 'returns each update before the service sends the next one' {
        $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $listener.Start()
        try {
            $job = Invoke-Command -Session $session -AsJob -ArgumentList "http://$($listener.LocalEndpoint)/v1" {
                Connect-Qubrid -ApiKey 'any-key' -BaseUri $args[0] -MaximumRetryCount 0
                Invoke-QubridChat 'Hello' -Stream
            }
            $response = Receive-Request -Listener $listener
            $seen = foreach ($token in 'one', ' two', ' three') {
                $response.Write((ConvertTo-Event @{ delta = @{ content = $token } }))
                Wait-Condition { $script:updates = @($job | Receive-Job); $updates.Count -gt 0 }
                -join $updates.Text
            }
            $response.Write((ConvertTo-Event @{ delta = @{}; finish_reason = 'stop' }) + "data: [DONE]`n`n")
            $response.Dispose()
            $last = @($job | Receive-Job -Wait -AutoRemoveJob)
        }
        finally {
            $listener.Stop()
        }

        $seen | Should -Be 'one', ' two', ' three'
        $last.IsLast | Should -Be $true
        $last.Completion.Text | Should -Be 'one two three'
    }

    Context 'with the mock server' {
        BeforeAll {
            $script:mock = Start-QubridMockServer -Connect
            Invoke-Command -Session $session -ArgumentList $mock.BaseUri { Connect-Qubrid -ApiKey 'any-key' -BaseUri $args[0] -MaximumRetryCount 0 }
        }

        AfterAll {
            $mock | Stop-QubridMockServer
        }

        It 'preserves the id, the target and the message of an error' {
            Add-QubridMockReply -StatusCode 429 -RetryAfter 0 -Match 'web02'
            $answers = Invoke-Command -Session $session -ErrorVariable failures -ErrorAction SilentlyContinue {
                [pscustomobject]@{ Name = 'web01' }, [pscustomobject]@{ Name = 'web02' }, [pscustomobject]@{ Name = 'web03' } |
                    Invoke-QubridChat 'Judge' -Each
            }
            $answers.InputObject.Name | Should -Be 'web01', 'web03'
            $failures.Count | Should -Be 1
            $failures[0].FullyQualifiedErrorId | Should -Be 'Qubrid.RateLimited,QubridPS.InvokeQubridChatCommand'
            $failures[0].TargetObject.Name | Should -Be 'web02'
            $failures[0].ErrorDetails.Message | Should -Not -BeNullOrEmpty
            $failures[0].OriginInfo.PSComputerName | Should -Be 'localhost'
        }

        It 'returns completions that can be continued and measured locally' {
            # PowerShell uses only its own type files for sessions over SSH, so the completion is a copy of its properties.
            $answer = Invoke-Command -Session $session { Invoke-QubridChat 'One' }
            $answer.PSTypeNames[0] | Should -Be 'Deserialized.Qubrid.Client.ChatCompletion'
            $answer.Text | Should -Be 'Mock answer to: One'
            ($answer | Invoke-QubridChat 'Two').Messages.Content | Should -Be 'One', 'Mock answer to: One', 'Two', 'Mock answer to: Two'
            ($answer | Measure-QubridChat).TotalTokens | Should -Be 5
        }
    }
}
