BeforeAll {
    Import-Module -Name QubridPS
    $script:runbook = Join-Path $PSScriptRoot 'Get-ServiceHealth.ps1'
    $script:services = @(
        [pscustomobject]@{ Name = 'Spooler'; DisplayName = 'Print Spooler'; Status = 'Stopped'; StartType = 'Automatic'; Account = 'svc-print' }
        [pscustomobject]@{ Name = 'W32Time'; DisplayName = 'Windows Time'; Status = 'Running'; StartType = 'Automatic'; Account = 'local' }
        [pscustomobject]@{ Name = 'Fax'; DisplayName = 'Fax'; Status = 'Stopped'; StartType = 'Manual'; Account = 'local' }
    )
}

Describe 'Get-ServiceHealth' {
    BeforeEach {
        $script:mock = Start-QubridMockServer -Connect -Strict
    }

    AfterEach {
        $mock | Stop-QubridMockServer
    }

    It 'explains the stopped services' {
        Add-QubridMockReply 'Nobody can print.' -Match 'Spooler'
        $report = $services | & $runbook
        $report.Checked | Should -Be 3
        $report.Stopped | Should -Be 'Spooler'
        $report.Explanation | Should -Be 'Nobody can print.'
        $report.Tokens | Should -BeGreaterThan 0
    }

    It 'sends four properties of the stopped services in one request' {
        Add-QubridMockReply 'x'
        $null = & $runbook -Service $services
        $request = Get-QubridMockRequest
        @($request).Count | Should -Be 1
        $request.Prompt | Should -Match 'Name,DisplayName,Status,StartType\nSpooler,Print Spooler,Stopped,Automatic\n'
        $request.Body | Should -Not -Match 'svc-print|W32Time'
    }

    It 'sends nothing if all services run or are ignored' {
        (& $runbook -Service $services[1]).Explanation | Should -BeLike 'All services*'
        (& $runbook -Service $services -Ignore 'Spool*').Stopped | Should -BeNullOrEmpty
        Get-QubridMockRequest | Should -BeNullOrEmpty
    }

    It 'fails if the service fails' {
        Add-QubridMockReply 'The key is not valid.' -StatusCode 401
        { & $runbook -Service $services } | Should -Throw -ErrorId 'Qubrid.Unauthorized,*'
    }
}
