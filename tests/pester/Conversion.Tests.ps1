BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'Conversion' {
    BeforeAll {
        function ConvertTo-Data {
            param([string] $As = 'Json', [string[]] $Property)
            $more = if ($Property) { @{ Property = $Property } } else { @{} }
            $seen = $input | Invoke-QubridChat 'Look' -As $As -WhatIf @more 6>&1 | ForEach-Object { "$_" }
            $content = ($seen[0] | ConvertFrom-Json).messages[-1].content
            [regex]::Match($content, '(?s)\n<<<DATA (?<mark>\w+)\n(?<data>.*)\nDATA \k<mark>>>>$').Groups['data'].Value
        }

        $script:mock = Start-QubridMockServer -Connect
    }

    AfterAll {
        $mock | Stop-QubridMockServer
    }

    It 'sends the default display properties of each process' {
        $processes = @(Get-Process -Id $PID; Get-Process -Id $PID) | ConvertTo-Data | ConvertFrom-Json
        $processes.Id | Should -Be $PID, $PID
        @($processes[0].PSObject.Properties).Count | Should -BeLessThan 12
    }

    It 'sends all properties of processes with -Property *, even if getters throw' {
        $text = Get-Process -Id $PID | ConvertTo-Data -Property *
        $text | Should -Match """Id"":$PID[,}]"
        [regex]::Matches($text, '"\w+":').Count | Should -BeGreaterThan 30
    }

    It 'sends files and folders as CSV that Import-Csv can read' {
        $rows = Get-ChildItem -Path $PSScriptRoot | ConvertTo-Data -As Csv -Property Name, LastWriteTime | ConvertFrom-Csv
        $rows.Name | Should -Be (Get-ChildItem -Path $PSScriptRoot).Name
    }

    It 'sends rows of a CSV file unchanged' {
        $csv = Join-Path $TestDrive 'rows.csv'
        'Name,Note', 'a,"x, ""y"""', "b,`"two`nlines`"" | Set-Content -Path $csv
        (Import-Csv -Path $csv | ConvertTo-Data | ConvertFrom-Json).Note | Should -Be 'x, "y"', "two`nlines"
        (Import-Csv -Path $csv | ConvertTo-Data -As Csv | ConvertFrom-Csv).Note | Should -Be 'x, "y"', "two`nlines"
    }

    It 'sends deserialized objects like live ones' {
        $file = Join-Path $TestDrive 'objects.xml'
        [pscustomobject]@{ Day = [System.DayOfWeek]::Monday; Inner = @{ A = 1 } } | Export-Clixml -Path $file
        Import-Clixml -Path $file | ConvertTo-Data | Should -Be '{"Day":"Monday","Inner":{"A":1}}'
    }
}
