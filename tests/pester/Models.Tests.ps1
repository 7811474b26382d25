BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')

    function Get-Completion {
        param([string] $Typed)
        (TabExpansion2 -inputScript $Typed -cursorColumn $Typed.Length).CompletionMatches.CompletionText
    }
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'Models' {
    BeforeAll {
        $script:mock = Start-QubridMockServer -Connect
    }

    AfterAll {
        $mock | Stop-QubridMockServer
    }

    It 'are listed and filtered by names and wildcards' {
        (Get-QubridModel).Id | Should -Be 'openai/gpt-oss-120b', 'mock/echo'
        (Get-QubridModel mock/*, openai/gpt-oss-120b -Refresh).Id | Should -Be 'mock/echo', 'openai/gpt-oss-120b'
    }

    It 'that do not exist cause an error each' {
        $found = Get-QubridModel nobody/nothing, mock/echo -ErrorVariable failures -ErrorAction SilentlyContinue
        $found.Id | Should -Be 'mock/echo'
        $failures.FullyQualifiedErrorId | Should -BeLike 'Qubrid.NotFound,*'
    }

    It 'are completed' {
        Get-Completion 'Invoke-QubridChat Hello -Model gpt' | Should -Be 'openai/gpt-oss-120b'
        Get-Completion "Connect-Qubrid -Model 'mock" | Should -Be "'mock/echo'"
        Get-Completion 'Get-QubridModel ' | Should -Be 'openai/gpt-oss-120b', 'mock/echo'
    }

    It 'are completed without delay if the service is unreachable' {
        $away = Connect-Qubrid -ApiKey k -BaseUri http://127.0.0.1:1/v1 -Model my/own -PassThru
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        Get-Completion 'Invoke-QubridChat Hello -Model ' | Should -Be 'my/own'
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 5
        $away | Should -Not -BeNullOrEmpty
        $null = Connect-Qubrid -ApiKey k -BaseUri $mock.BaseUri
    }
}
