BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')

    function Get-Load {
        <#
        .SYNOPSIS
        Says how busy a host is.
        #>
        param(
            [Parameter(Mandatory)] [string] $HostName,
            [ValidateRange(1, 60)] [int] $Minutes = 5
        )
        [pscustomobject]@{ HostName = $HostName; Load = 0.5; Minutes = $Minutes }
    }
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'Tools' {
    BeforeEach {
        $script:mock = Start-QubridMockServer -Connect
    }

    AfterEach {
        $mock | Stop-QubridMockServer
    }

    It 'runs the tool calls of the model and returns their results' {
        Add-QubridMockReply -ToolCall @{ Name = 'Get-Load'; Arguments = @{ HostName = 'web07'; Minutes = 9 } } -Times 1
        Add-QubridMockReply 'Half.'
        $answer = Invoke-QubridChat 'How busy is web07?' -Tool Get-Load -MaxToolRound 2
        $answer.Text | Should -Be 'Half.'
        ($answer.ToolInvocations[0].Result | ConvertFrom-Json).Minutes | Should -Be 9
        $answer.Messages.Role | Should -Be 'user', 'assistant', 'tool', 'assistant'
    }

    It 'sends -ToolChoice, and auto with the results of the tools' {
        Add-QubridMockReply -ToolCall @{ Name = 'Get-Load'; Arguments = @{ HostName = 'web07' } } -Times 1
        Add-QubridMockReply 'Half.'
        (Invoke-QubridChat 'How busy is web07?' -Tool Get-Load, Get-Date -ToolChoice get-load).Text | Should -Be 'Half.'
        $first, $second = (Get-QubridMockRequest).Parameters
        $first['tool_choice']['function']['name'] | Should -Be 'Get-Load'
        $second['tool_choice'] | Should -Be 'auto'
        { Invoke-QubridChat 'x' -Tool Get-Load -ToolChoice Get-Memory } | Should -Throw -ErrorId 'Qubrid.InvalidTool,*' -ExpectedMessage '*Get-Memory*-ToolChoice*'
        { Invoke-QubridChat 'x' -ToolChoice auto } | Should -Throw -ErrorId 'Qubrid.InvalidInput,*'
    }

    It 'creates a tool from a command with its help and validation' {
        $tool = Get-Command Get-Load | New-QubridTool -Name load -Parameter HostName, Min*
        $tool.Name | Should -Be 'load'
        $tool.Description | Should -Be 'Says how busy a host is.'
        $schema = $tool.Schema | ConvertFrom-Json
        $schema.required | Should -Be 'HostName'
        $schema.properties.Minutes.maximum | Should -Be 60
    }

    It 'creates a tool from each cmdlet of a module' {
        $tools = Get-Command -Module Microsoft.PowerShell.Management -Verb Get | New-QubridTool
        $tools.Count | Should -BeGreaterThan 10
        $tools | ForEach-Object { $_.Schema | ConvertFrom-Json } | Should -Not -BeNullOrEmpty
    }

    It 'creates a tool from a script block' {
        $tool = New-QubridTool -Name Add-Two -ScriptBlock { param([int] $A, [int] $B) $A + $B } -Description 'Adds.'
        Add-QubridMockReply -ToolCall @{ Name = 'Add-Two'; Arguments = @{ A = 2; B = 3 } } -Times 1
        (Invoke-QubridChat 'What is 2 + 3?' -Tool $tool).ToolInvocations[0].Result | Should -Be 5
    }

    It 'honors the ConfirmImpact of a command' {
        function Remove-Thing {
            [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
            [OutputType([string])]
            param([string] $Name)
            if ($PSCmdlet.ShouldProcess($Name)) { "removed $Name" }
        }
        (New-QubridTool -Command Remove-Thing).ConfirmImpact | Should -Be 'High'
        Add-QubridMockReply -ToolCall @{ Name = 'Remove-Thing'; Arguments = @{ Name = 'x' } } -Times 1
        (Invoke-QubridChat 'Remove x' -Tool Remove-Thing -Confirm:$false).ToolInvocations[0].Result | Should -Be '"removed x"'
    }

    It 'ends after the maximum number of rounds' {
        Add-QubridMockReply -ToolCall @{ Name = 'Get-Load'; Arguments = @{ HostName = 'a' } }
        { Invoke-QubridChat 'Go on' -Tool Get-Load -MaxToolRound 2 } | Should -Throw -ErrorId 'Qubrid.ToolRoundLimit,*'
    }
}
