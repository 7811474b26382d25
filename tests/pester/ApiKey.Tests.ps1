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

    It 'is required, and the error explains how to provide it' {
        { Invoke-QubridChat 'Hello' } | Should -Throw -ErrorId 'Qubrid.NoApiKey,QubridPS.InvokeQubridChatCommand'
    }

    It 'is displayed as asterisks' {
        $seen = Connect-Qubrid -ApiKey 'canary-0123456789' -PassThru | Format-List -Property * | Out-String
        $seen | Should -Match '\*{8}'
        $seen | Should -Not -Match 'canary'
        Get-QubridConnection | ConvertTo-Json -Depth 3 | Should -Not -Match 'canary'
    }

    It 'is not sent over HTTP to another computer' {
        { Connect-Qubrid -ApiKey k -BaseUri http://example.com/v1 } | Should -Throw -ErrorId 'Qubrid.InvalidBaseUri,*'
    }
}
