BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    . (Join-Path $PSScriptRoot 'ChildShell.ps1')

    # Runs a session of its own whose standard input is what a user types.
    function Invoke-Typed([string[]] $Line, [scriptblock] $Script, [string] $Option) {
        $command = "Import-Module -Name '$($manifest.FullName)'; `$mock = Start-QubridMockServer -Connect; $Script"
        (Invoke-ChildShell -Command $command -InputLine $Line -Option $Option).Output
    }
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'Enter-QubridChat' {
    It 'reads lines and gives the conversation' {
        $file = Join-Path $TestDrive 'chat.json'
        $seen = Invoke-Typed -Line 'One`', 'line', '/model mock/echo', "/save `"$file`"", '/exit' -Script {
            $chat = Enter-QubridChat -System 'Be short.' -Temperature 0 -MaxTokens 50 -TopP 0.9 -Stop '###' -Seed 1 -PresencePenalty 0.5 `
                -FrequencyPenalty 0.5 -AdditionalProperty @{ user = 'me' }
            ($chat | Invoke-QubridChat 'More').Messages.Role -join ' '
        }
        $seen[-1] | Should -Be 'system user assistant user assistant'
        $saved = Get-Content -Path $file -Raw | ConvertFrom-Json
        $saved.role | Should -Be 'system', 'user', 'assistant'
        $saved[1].content | Should -Be "One`nline"
    }

    It 'goes on with a conversation, and calls tools' {
        $seen = Invoke-Typed -Line 'Which culture?', '/exit', '/exit' -Script {
            Add-QubridMockReply -ToolCall @{ Name = 'Get-Culture'; Arguments = @{} } -Times 1
            (New-QubridMessage 'Before' | Enter-QubridChat -Model m -Tool Get-Culture -MaxToolRound 2).Role -join ' '
            (Enter-QubridChat -InputObject (Invoke-QubridChat 'One') -Message (New-QubridMessage 'Zero')).Count
        }
        $seen | Should -Contain 'user user assistant tool assistant'
        $seen[-1] | Should -Be 3
    }

    It 'takes the limits and the connection of the call' {
        $seen = Invoke-Typed -Line 'Hello' -Script {
            (Enter-QubridChat -Connection (Get-QubridConnection) -TimeoutSeconds 20 -ConnectionTimeoutSeconds 5 -OperationTimeoutSeconds 10 `
                -MaximumRetryCount 0 -RetryIntervalSec 0 -MaximumRetryDelaySec 1).Count
        }
        $seen[-1] | Should -Be 2
    }

    It 'says what to use where nobody can be asked' {
        $seen = Invoke-Typed -Option '-NonInteractive' -Script { try { Enter-QubridChat } catch { $_.FullyQualifiedErrorId } }
        $seen[-1] | Should -Be 'Qubrid.NotInteractive,QubridPS.Commands.EnterQubridChatCommand'
    }
}
