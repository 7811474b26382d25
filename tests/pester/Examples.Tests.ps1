BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'ExampleRunner.ps1')
    $script:examples = @(Get-Example)
    $script:pages = @(@{ Path = Join-Path $repositoryRoot 'README.md' }) + @(Get-PageFile | ForEach-Object { @{ Path = $_.FullName } })
    $script:pages | ForEach-Object { $_.Page = Split-Path -Path $_.Path -Leaf }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    . (Join-Path $PSScriptRoot 'ChildShell.ps1')
    . (Join-Path $PSScriptRoot 'ExampleRunner.ps1')
    $script:run = Invoke-Example -Example @(Get-Example) -Manifest $manifest.FullName -Folder "$TestDrive"
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'The examples' {
    It 'run without errors except those in their output' {
        $run.Errors | Should -BeNullOrEmpty
        $run.Results.Count | Should -Be @(Get-Example).Count
    }

    It 'include every PowerShell block of <Page>, each with the output that follows it' -ForEach $script:pages {
        $examples = @(Get-Example | Where-Object File -EQ $Page)
        $blocks = [regex]::Matches([System.IO.File]::ReadAllText($Path), '(?im)^[ \t>]*(`{3,}|~{3,})[ \t]*(powershell|pwsh|ps1)\b')
        $examples.Count | Should -Be $blocks.Count
        $examples.Count | Should -BeGreaterThan 0
        $examples | Where-Object { -not $_.Expected } | ForEach-Object Name | Should -BeNullOrEmpty
    }

    It 'include every sample and runbook' {
        # These have tests of their own: ManyMachines.ps1 starts processes, Jobs.ps1 requires PowerShell 7, and Invoke-GatewayBatch.ps1 connects itself.
        $tested = @($exampleScripts.File) + 'ManyMachines.ps1', 'Jobs.ps1', 'Invoke-GatewayBatch.ps1' | Sort-Object -Unique
        $tested | Should -Be @(Get-SampleFile | ForEach-Object Name | Sort-Object)
    }

    It 'use every file that has replies' {
        $exampleReplies.Keys | Where-Object { $_ -notin (Get-Example).File } | Should -BeNullOrEmpty
    }

    It 'print the expected output: <Name>' -ForEach $script:examples {
        $result = $run.Results[$Index]
        $result | Should -Not -BeNullOrEmpty -Because 'the example must have run'
        $output = ConvertTo-ComparableText -Text $result.Output
        if ($Pattern) {
            $Pattern | ForEach-Object { $output | Should -Match $_ }
        }
        elseif ($Sample) {
            $lines = @($output -split '\n' | ForEach-Object Trim | Where-Object { $_ })
            $lines | Should -Not -BeNullOrEmpty
            $lines -join "`n" | Should -BeExactly ((Select-SimilarLine -HelpLine $Expected -OutputLine $lines) -join "`n")
        }
        else {
            $output | Should -BeExactly (ConvertTo-ComparableText -Text $Expected)
        }

        if ($null -ne $RequestCount) { $result.RequestCount | Should -Be $RequestCount }
    }
}

Describe 'The runbooks' {
    It '<Name> has its own tests and does not use the mock server' -ForEach @(
        $script:examples | Where-Object { $_.Sample -match '[\\/]runbooks[\\/]' }
    ) {
        $Sample -replace '\.ps1$', '.Tests.ps1' | Should -Exist
        [System.IO.File]::ReadAllText($Sample) -replace '(?s)<#.*?#>' | Should -Not -Match 'Mock(?!Server -Connect)'
    }
}
