BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'A tool' {
    BeforeEach {
        $script:mock = Start-QubridMockServer -Connect
    }

    AfterEach {
        $mock | Stop-QubridMockServer
    }

    It 'is called with what the model says, and its result goes back' {
        Add-QubridMockReply -ToolCall @{ Name = 'disk'; Arguments = @{ Drive = 'C' } } -Times 1
        Add-QubridMockReply 'C is nearly full.'
        $disk = New-QubridTool -Name disk -ScriptBlock { param([string] $Drive, [string] $Secret = 's') "${Drive}: 91 % full$Secret" } -Description 'How full a drive is' -Parameter Drive
        (Invoke-QubridChat 'Is C full?' -Tool $disk -MaxToolRound 3).Text | Should -Be 'C is nearly full.'
        (Get-QubridMockRequest)[-1].Body | Should -Match '91 % full'
        (Get-QubridMockRequest)[0].Body | Should -Match 'How full a drive is'
        (Get-QubridMockRequest)[0].Body | Should -Not -Match 'Secret'
    }

    It 'is a command by its name' {
        (New-QubridTool -Command Get-Date).Name | Should -Be 'Get-Date'
    }
}
