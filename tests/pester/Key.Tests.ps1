BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'The key of a connection' {
    BeforeEach {
        $script:saved = $env:QUBRID_API_KEY
        $env:QUBRID_API_KEY = $null
    }

    AfterEach {
        $env:QUBRID_API_KEY = $saved
        Disconnect-Qubrid
    }

    It 'is needed, and the error says how to get one' {
        { Invoke-QubridChat 'Hello' } | Should -Throw -ErrorId 'Qubrid.NoApiKey,QubridPS.InvokeQubridChatCommand'
    }

    It 'shows that there is a key, and not which' {
        $seen = Connect-Qubrid -ApiKey 'canary-0123456789' -PassThru | Format-List -Property * | Out-String
        $seen | Should -Match '\*{8}'
        $seen | Should -Not -Match 'canary'
        Get-QubridConnection | ConvertTo-Json -Depth 3 | Should -Not -Match 'canary'
    }

    It 'refuses plain http to another machine' {
        { Connect-Qubrid -ApiKey k -BaseUri http://example.com/v1 } | Should -Throw -ErrorId 'Qubrid.InvalidBaseUri,*'
    }
}
