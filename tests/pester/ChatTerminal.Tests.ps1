BeforeDiscovery {
    $script:hasNoTerminal = $env:OS -eq 'Windows_NT' -or -not (Get-Command -Name python3 -CommandType Application -ErrorAction Ignore)
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    . (Join-Path $PSScriptRoot 'ChildShell.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'Ctrl+C at the prompt of a chat' -Skip:$hasNoTerminal {
    It 'ends the chat and stores the conversation in $QubridChat and in the file of -Path' {
        $file = Join-Path $TestDrive 'chat.jsonl'
        $setup = Join-Path $TestDrive 'setup.ps1'
        Set-Content -Path $setup -Value @"
Remove-Module -Name PSReadLine -ErrorAction Ignore
function prompt { 'PS> ' }
Import-Module -Name '$($manifest.FullName)'
`$null = Start-QubridMockServer -Connect
"@
        # On Unix the console reacts to Ctrl+C with the next key only, as with Read-Host.
        $steps = Join-Path $TestDrive 'steps.json'
        ConvertTo-Json -Compress -InputObject @(
            @('PS> $', "`$chat = Enter-QubridChat -Path '$file'`r"),
            @('to quit[^>]*> ', "Hello`r"),
            @('Mock answer to: Hello[^>]*> ', [string][char]3),
            @('Enter-QubridChat\.[^>]*PS> ', "'lost ' + (`$null -eq `$chat) + ' kept ' + (`$QubridChat.Content -join '+')`r", "`r"),
            @('lost True kept Hello', "`$again = `$QubridChat | Enter-QubridChat; 'again ' + `$again.Count`r"),
            @('to quit[^>]*> ', "/exit`r"),
            @('again 2', "exit`r")
        ) | Set-Content -Path $steps
        $shell = @($childShellPath) + @($childShellArgument.Trim().Trim('"') | Where-Object { $_ })
        $screen = & python3 (Join-Path $PSScriptRoot 'terminal.py') $steps @shell -NoProfile -NoLogo -NoExit -File $setup
        $LASTEXITCODE | Should -Be 0 -Because ($screen -join "`n")
        $screen -match '^The conversation was saved in \$QubridChat and in .*chat\.jsonl' | Should -Not -BeNullOrEmpty
        (Get-Content -Path $file | ConvertFrom-Json).content | Should -Be 'Hello', 'Mock answer to: Hello'
    }
}
