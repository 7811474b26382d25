BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'A mock server' {
    AfterEach {
        Stop-QubridMockServer
    }

    It 'listens on the specified port, and reports a port in use' {
        $one = Start-QubridMockServer -Port 0
        { Start-QubridMockServer -Port $one.Port } | Should -Throw -ErrorId 'Qubrid.PortTaken,*'
    }

    It 'delays tokens with -TokenDelayMilliseconds' {
        $null = Start-QubridMockServer -Connect -TokenDelayMilliseconds 20
        (Invoke-QubridChat 'Hello').ClientMetrics.TotalTimeSeconds | Should -BeGreaterThan 0.07
        Add-QubridMockReply -Text 'one two three' -TokenDelayMilliseconds 0
        (Invoke-QubridChat 'Hello').Metrics.TtftSeconds | Should -Be 0.001
    }

    It 'has its own replies and requests if there are several' {
        $servers = 1..5 | ForEach-Object { Start-QubridMockServer }
        $connections = foreach ($server in $servers) {
            Add-QubridMockReply -Server $server -Text "from $($server.Port)"
            Connect-Qubrid -ApiKey k -BaseUri $server.BaseUri -PassThru
        }

        foreach ($place in 0..4) {
            (Invoke-QubridChat "to $place" -Connection $connections[$place]).Text | Should -Be "from $($servers[$place].Port)"
        }

        foreach ($place in 0..4) {
            (Get-QubridMockRequest -Server $servers[$place]).Prompt | Should -Be "to $place"
        }

        Stop-QubridMockServer -Server $servers[0, 1]
        $servers.IsRunning | Should -Be $false, $false, $true, $true, $true
    }

    It 'leaves a connection of Connect-Qubrid when it stops, also to its own address' {
        $server = Start-QubridMockServer -Connect
        Connect-Qubrid -ApiKey mine -BaseUri $server.BaseUri -Model m
        $server | Stop-QubridMockServer
        (Get-QubridConnection).Model | Should -Be 'm'
        $server = Start-QubridMockServer -Connect
        Stop-QubridMockServer
        Get-QubridConnection | Should -BeNullOrEmpty
    }

    It 'is stopped when the module is removed' {
        $forgotten = Start-QubridMockServer
        Remove-Module -Name QubridPS
        $forgotten.IsRunning | Should -BeFalse
        . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    }

    It 'is stopped when the runspace is closed' {
        $shell = [powershell]::Create()
        $forgotten = $shell.AddScript('param($m) Import-Module $m; Start-QubridMockServer').AddArgument($manifest.FullName).Invoke()[0]
        $forgotten.IsRunning | Should -BeTrue
        $shell.Runspace.Dispose()
        $shell.Dispose()
        $forgotten.IsRunning | Should -BeFalse
    }
}
