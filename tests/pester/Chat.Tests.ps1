BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    $script:shell = (Get-Process -Id $PID).Path
    $script:begin = "Import-Module -Name '$($manifest.FullName)'; `$mock = Start-QubridMockServer -Connect; "
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'Enter-QubridChat' {
    It 'reads lines and gives the conversation' {
        $file = Join-Path $TestDrive 'chat.json'
        $command = $begin + "`$chat = Enter-QubridChat -System 'Be short.' -Temperature 0 -MaxTokens 50 -TopP 0.9 -Stop '###' -Seed 1" +
            " -PresencePenalty 0.5 -FrequencyPenalty 0.5 -AdditionalProperty @{ user = 'me' }; (`$chat | Invoke-QubridChat 'More').Messages.Role -join ' '"
        $seen = 'One`', 'line', '/model mock/echo', "/save `"$file`"", '/exit' | & $shell -NoProfile -Command $command
        $seen[-1] | Should -Be 'system user assistant user assistant'
        $saved = Get-Content -Path $file -Raw | ConvertFrom-Json
        $saved.role | Should -Be 'system', 'user', 'assistant'
        $saved[1].content | Should -Be "One`nline"
    }

    It 'goes on with a conversation, and calls tools' {
        $command = $begin + "Add-QubridMockReply -ToolCall @{ Name = 'Get-Culture'; Arguments = @{} } -Times 1;" +
            " (New-QubridMessage 'Before' | Enter-QubridChat -Model m -Tool Get-Culture -MaxToolRound 2).Role -join ' ';" +
            " (Enter-QubridChat -InputObject (Invoke-QubridChat 'One') -Message (New-QubridMessage 'Zero')).Count"
        $seen = 'Which culture?', '/exit', '/exit' | & $shell -NoProfile -Command $command
        $seen | Should -Contain 'user user assistant tool assistant'
        $seen[-1] | Should -Be 3
    }

    It 'takes the limits and the connection of the call' {
        $command = $begin + '(Enter-QubridChat -Connection (Get-QubridConnection) -TimeoutSeconds 20 -ConnectionTimeoutSeconds 5 -OperationTimeoutSeconds 10' +
            ' -MaximumRetryCount 0 -RetryIntervalSec 0).Count'
        $seen = 'Hello' | & $shell -NoProfile -Command $command
        $seen[-1] | Should -Be 2
    }

    It 'says what to use where nobody can be asked' {
        $command = $begin + 'try { Enter-QubridChat } catch { $_.FullyQualifiedErrorId }'
        & $shell -NoProfile -NonInteractive -Command $command | Select-Object -Last 1 |
            Should -Be 'Qubrid.NotInteractive,QubridPS.Commands.EnterQubridChatCommand'
    }
}
