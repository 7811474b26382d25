BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'The module' {
    It 'has a valid manifest' {
        (Test-ModuleManifest -Path $manifest.FullName).ExportedCmdlets.Count | Should -Be 15
    }

    It 'keeps its exports when it is imported again' {
        Import-Module -Name $manifest.FullName -Force
        Remove-Module -Name QubridPS
        Import-Module -Name $manifest.FullName
        @(Get-Command -Module QubridPS).Count | Should -Be 15
    }

    It 'can be imported by its folder' {
        Remove-Module -Name QubridPS
        Import-Module -Name $manifest.Directory.FullName
        @(Get-Command -Module QubridPS).Count | Should -Be 15
    }
}
