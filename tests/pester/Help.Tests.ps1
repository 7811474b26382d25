BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    . (Join-Path $PSScriptRoot 'ChildShell.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'The help' {
    It 'has <_>' -ForEach 'about_QubridPS', 'about_QubridPS_Errors', 'about_QubridPS_Jobs', 'about_QubridPS_Redaction', 'about_QubridPS_Testing', 'about_QubridPS_Unattended' {
        $topic = Get-Help -Name $_ | Out-String
        $topic | Should -Match "^\s*TOPIC\s+$_\s"
    }

    It 'starts the testing topic with files that pass unchanged' {
        $topic = Get-Content -Path (Join-Path $manifest.Directory.FullName 'en-US/about_QubridPS_Testing.help.txt') -Raw
        foreach ($file in [regex]::Matches($topic, '(?m)^    (?<name>\S+\.ps1):\r?\n(?<text>(\r?\n| {8}.*\r?\n)+)')) {
            Set-Content -Path (Join-Path $TestDrive $file.Groups['name'].Value) -Value ($file.Groups['text'].Value -replace '(?m)^ {8}')
        }

        # Run Pester in a child shell: nested in a test it would share its state.
        $run = {
            $env:PSModulePath = '{0}' + [System.IO.Path]::PathSeparator + $env:PSModulePath
            Import-Module -Name '{2}'
            $result = Invoke-Pester -Path '{1}' -PassThru -Output None
            "$($result.PassedCount) of $($result.TotalCount)"
        }
        $out = $manifest.Directory.Parent.Parent.FullName
        $command = "$run".Replace('{0}', $out).Replace('{1}', "$TestDrive").Replace('{2}', (Get-Module -Name Pester).Path)
        (Invoke-ChildShell -Command $command).Output | Should -Be '5 of 5'
    }
}
