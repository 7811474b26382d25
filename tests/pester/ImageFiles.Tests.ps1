BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    $script:mock = Start-QubridMockServer -Connect
    $script:images = Join-Path $PSScriptRoot '../../samples/images'
}

AfterAll {
    $mock | Stop-QubridMockServer
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'Image files' {
    It 'are images, one per request with -Each' {
        $answers = Get-ChildItem -Path (Join-Path $images '*.png') | Invoke-QubridChat 'Describe' -Each
        $answers.InputObject.Name | Should -Be 'web07.png', 'web08.png'
        $mock.Requests[-1].Body | Should -Match '"url":"data:image/png;base64,'
        $mock.Requests[-1].Body | Should -Not -Match 'web08'
    }

    It 'are data with -Property, or together with other files' {
        $null = Get-ChildItem -Path $images | Invoke-QubridChat 'Which is old?' -Property Name, Length
        $mock.Requests[-1].Prompt | Should -Match '"Name":"web07.png"'
        $null = Get-ChildItem -Path $images, $PSScriptRoot -File | Invoke-QubridChat 'Which is old?'
        $mock.Requests[-1].Body | Should -Not -Match 'data:image'
    }

    It 'can be specified by path' {
        $null = Invoke-QubridChat 'Describe' -Image (Get-Item -Path (Join-Path $images 'web07.png'))
        $mock.Requests[-1].Body | Should -Match '"url":"data:image/png;base64,'
    }
}
