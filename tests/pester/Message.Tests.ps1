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

    It 'rejects unknown roles' {
        { New-QubridMessage 'Hi' -Role boss } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}
