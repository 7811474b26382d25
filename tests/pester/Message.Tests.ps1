BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'A message' {
    It 'is created from text, with a role' {
        $message = New-QubridMessage -Content 'Be short.' -Role system
        $message.Role, "$message" | Should -Be 'system', 'Be short.'
    }

    It 'is created from each piped string' {
        ('a', 'b' | New-QubridMessage).Content | Should -Be 'a', 'b'
    }

    It 'is created from an instruction and objects' {
        $message = New-QubridMessage 'Compare' -InputObject ([pscustomobject]@{ Name = 'web07' })
        $message.Content | Should -Match '(?s)^Compare.*"Name":"web07"'
    }

    It 'detects the type of an image from its content' {
        $file = Join-Path $TestDrive 'pixel.txt'
        [System.IO.File]::WriteAllBytes($file, [byte[]](0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A))
        (New-QubridMessage 'What is this?' -Image $file).Images | Should -Be 'data:image/png;base64,iVBORw0KGgo='
    }

    It 'survives ConvertTo-Json and ConvertFrom-Json: <Name>' -ForEach @(
        @{ Name = 'a conversation with images and tool calls'; Convert = { $args[0].Messages | ConvertTo-Json -Depth 5 } }
        @{ Name = 'a completion'; Convert = { $args[0] | ConvertTo-Json -Depth 5 } }
    ) {
        $mock = Start-QubridMockServer -Connect
        Add-QubridMockReply -ToolCall @{ Name = 'Get-Location'; Arguments = @{} } -Times 1
        $look = New-QubridMessage 'Look' -Image 'https://example.com/1.png', 'https://example.com/2.png'
        $completion = Invoke-QubridChat 'Where?' -Message $look -Tool Get-Location
        Set-Content -Path "$TestDrive/saved.json" -Value (& $Convert $completion) -Encoding UTF8
        $null = Invoke-QubridChat 'And now?' -Message (Get-Content -Path "$TestDrive/saved.json" -Raw | ConvertFrom-Json)
        $null = $completion | Invoke-QubridChat 'And now?'
        $first, $second = (Get-QubridMockRequest)[-2, -1].Body
        $first | Should -Be $second
        $mock | Stop-QubridMockServer
    }

    It 'that ConvertTo-Json cut is rejected with the depth to use' {
        $mock = Start-QubridMockServer -Connect
        Add-QubridMockReply -ToolCall @{ Name = 'Get-Location'; Arguments = @{} } -Times 1
        $completion = Invoke-QubridChat 'Where?' -Tool Get-Location
        $cut = $completion.Messages | ConvertTo-Json -WarningAction SilentlyContinue | ConvertFrom-Json
        { Invoke-QubridChat 'And now?' -Message $cut } | Should -Throw -ExpectedMessage '*ConvertTo-Json -Depth 5*'
        $sent = (Get-QubridMockRequest).Count
        $cut = (Get-QubridMockRequest)[-1].Body | ConvertFrom-Json | ConvertTo-Json -Depth 3 -WarningAction SilentlyContinue | ConvertFrom-Json
        { Invoke-QubridChat 'And now?' -Message $cut } | Should -Throw -ExpectedMessage '*ConvertTo-Json -Depth 5*'
        (Get-QubridMockRequest).Count | Should -Be $sent
        $mock | Stop-QubridMockServer
    }

    It 'that is plain is accepted with the default depth of ConvertTo-Json' {
        $mock = Start-QubridMockServer -Connect
        $completion = Invoke-QubridChat 'One' -System 'Short'
        $null = Invoke-QubridChat 'Two' -Message ($completion | ConvertTo-Json -WarningAction SilentlyContinue | ConvertFrom-Json)
        (Get-QubridMockRequest)[-1].Messages.Role | Should -Be 'system', 'user', 'assistant', 'user'
        $mock | Stop-QubridMockServer
    }

    It 'rejects unknown roles' {
        { New-QubridMessage 'Hi' -Role boss } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}
