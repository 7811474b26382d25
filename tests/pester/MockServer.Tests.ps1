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

    It 'listens where it is told, and says when it cannot' {
        $one = Start-QubridMockServer -Port 0
        { Start-QubridMockServer -Port $one.Port } | Should -Throw -ErrorId 'Qubrid.PortTaken,*'
    }

    It 'is slow where that is asked' {
        $null = Start-QubridMockServer -Connect -TokenDelayMilliseconds 20
        (Invoke-QubridChat 'Hello').ClientMetrics.TotalTimeSeconds | Should -BeGreaterThan 0.07
        Add-QubridMockReply -Text 'one two three' -TokenDelayMilliseconds 0
        (Invoke-QubridChat 'Hello').Metrics.TtftSeconds | Should -Be 0.001
    }

    It 'is one of several, each with its own replies and requests' {
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

    It 'that is forgotten ends with the module' {
        $forgotten = Start-QubridMockServer
        Remove-Module -Name QubridPS
        $forgotten.IsRunning | Should -BeFalse
        . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    }

    It 'that is forgotten ends with the runspace' {
        $shell = [powershell]::Create()
        $forgotten = $shell.AddScript('param($m) Import-Module $m; Start-QubridMockServer').AddArgument($manifest.FullName).Invoke()[0]
        $forgotten.IsRunning | Should -BeTrue
        $shell.Runspace.Dispose()
        $shell.Dispose()
        $forgotten.IsRunning | Should -BeFalse
    }
}
