BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    . (Join-Path $PSScriptRoot 'ChildShell.ps1')

    # Runs a child shell with typed lines as standard input.
    function Invoke-Typed([string[]] $Line, [scriptblock] $Script, [string] $Option) {
        $command = "Import-Module -Name '$($manifest.FullName)'; `$mock = Start-QubridMockServer -Connect; $Script"
        (Invoke-ChildShell -Command $command -InputLine $Line -Option $Option).Output
    }
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'Enter-QubridChat' {
    It 'reads lines and returns the conversation' {
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

    It 'saves the conversation to the file of -Path after each response' -ForEach @(
        @{ File = 'kept.jsonl' }, @{ File = 'kept.json' }
    ) {
        $file = Join-Path $TestDrive $File
        $seen = Invoke-Typed -Line 'One', 'Two', '/exit', 'Three', '/save', '/clear', 'Four', '/exit' -Script ([scriptblock]::Create("
            `$null = Enter-QubridChat -System 'Be short.' -Path '$file'
            (Get-Content -Path '$file' | ConvertFrom-Json).role -join ' '
            (Enter-QubridChat -Path '$file').Content -join '|'
            (Invoke-QubridChat 'Five' -Message (Get-Content -Path '$file' | ConvertFrom-Json)).Messages.Count
            `$QubridChat.Content -join '|'"))
        $seen | Should -Contain 'system user assistant user assistant'
        $seen | Should -Contain 'Be short.|Four|Mock answer to: Four'
        $seen | Should -Contain "Saved 7 messages. The conversation is saved to $file after each turn."
        $seen[-2, -1] | Should -Be '9', 'Be short.|Four|Mock answer to: Four'
        $kept = @(Get-Content -Path $file | ConvertFrom-Json | ForEach-Object { $_ })
        $kept.content | Should -Be 'Be short.', 'One', 'Mock answer to: One', 'Two', 'Mock answer to: Two', 'Three', 'Mock answer to: Three'
    }

    It 'saves to a new file after /save without a path, which /load and Get-Content can read' {
        Push-Location -Path $TestDrive
        try {
            $seen = Invoke-Typed -Line 'One', '/save', 'Two', '/exit', '/exit' -Script {
                $null = Enter-QubridChat
                $file = Get-Item -Path ./QubridChat-*.jsonl
                (Get-Content -Path $file | ConvertFrom-Json).content -join '|'
                (Enter-QubridChat -Path $file.Name).Count
            }
        }
        finally {
            Pop-Location
        }

        $seen | Should -Contain 'One|Mock answer to: One|Two|Mock answer to: Two'
        $seen[-1] | Should -Be 4
        @(Get-ChildItem -Path $TestDrive -Filter 'QubridChat-*.jsonl').Count | Should -Be 1
    }

    It 'continues a file with a truncated last line' {
        $file = Join-Path $TestDrive 'torn.jsonl'
        Set-Content -Path $file -Value '{"role":"user","content":"One"}', '{"role":"assistant","content":"Answer"}', '{"role":"us'
        $seen = Invoke-Typed -Line "/load $file", '/exit' -Script { (Enter-QubridChat).Content -join '|' }
        $seen[-1] | Should -Be 'One|Answer'
    }

    It 'never replaces a file that contains another conversation or none' {
        $file = Join-Path $TestDrive 'report.csv'
        $other = Join-Path $TestDrive 'one.json'
        Set-Content -Path $other -Value '[{"role":"user","content":"One"}]'
        Set-Content -Path $file -Value 'Id,Name', '1,disk'
        $seen = Invoke-Typed -Line 'One', "/save $file", '/exit' -Script ([scriptblock]::Create("
            try { Enter-QubridChat -Path '$file' } catch { `$_.FullyQualifiedErrorId }
            try { New-QubridMessage 'Two' | Enter-QubridChat -Path '$other' } catch { `$_.FullyQualifiedErrorId }
            try { Enter-QubridChat -Path 'nowhere:chat.json' } catch { `$_.FullyQualifiedErrorId }
            `$null = Enter-QubridChat"))
        $seen -match '^Qubrid' | Should -Be (, 'Qubrid.ConversationUnusable,QubridPS.EnterQubridChatCommand' * 3)
        Get-Content -Path $file | Should -Be 'Id,Name', '1,disk'
        Get-Content -Path $other | Should -Be '[{"role":"user","content":"One"}]'
    }

    It 'continues a conversation and calls tools' {
        $seen = Invoke-Typed -Line 'Which culture?', '/exit', '/exit' -Script {
            Add-QubridMockReply -ToolCall @{ Name = 'Get-Culture'; Arguments = @{} } -Times 1
            (New-QubridMessage 'Before' | Enter-QubridChat -Model m -Tool Get-Culture -ToolChoice auto -MaxToolRound 2 -ReasoningEffort low).Role -join ' '
            (Enter-QubridChat -InputObject (Invoke-QubridChat 'One') -Message (New-QubridMessage 'Zero')).Count
        }
        $seen | Should -Contain 'user user assistant tool assistant'
        $seen[-1] | Should -Be 3
    }

    It 'uses the specified timeouts and connection' {
        $seen = Invoke-Typed -Line 'Hello' -Script {
            (Enter-QubridChat -Connection (Get-QubridConnection) -TimeoutSeconds 20 -ConnectionTimeoutSeconds 5 -OperationTimeoutSeconds 10 `
                -MaximumRetryCount 0 -RetryIntervalSec 0 -MaximumRetryDelaySec 1).Count
        }
        $seen[-1] | Should -Be 2
    }

    It 'recommends an alternative if the host is not interactive' {
        $seen = Invoke-Typed -Option '-NonInteractive' -Script { try { Enter-QubridChat } catch { $_.FullyQualifiedErrorId } }
        $seen[-1] | Should -Be 'Qubrid.NotInteractive,QubridPS.EnterQubridChatCommand'
    }
}
