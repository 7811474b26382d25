BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'The module' {
    It 'has a valid manifest' {
        (Test-ModuleManifest -Path $manifest.FullName).ExportedCmdlets.Count | Should -Be 18
    }

    It 'has the version in CHANGELOG and README' {
        $root = $manifest.Directory.Parent.Parent.Parent.FullName
        $version = $manifest.Directory.Name
        Get-Content -Path (Join-Path $root 'CHANGELOG.md') -Encoding UTF8 | Where-Object { $_ -like '## *' } | Select-Object -First 1 | Should -Match "^## \[$([regex]::Escape($version))\]"
        [regex]::Matches((Get-Content -Path (Join-Path $root 'README.md') -Raw -Encoding UTF8), '(?<=out[\\/]QubridPS[\\/])\d+(\.\d+)+') |
            ForEach-Object { $_.Value | Should -Be $version }
    }

    It 'keeps its exports when it is imported again' {
        Import-Module -Name $manifest.FullName -Force
        Remove-Module -Name QubridPS
        Import-Module -Name $manifest.FullName
        @(Get-Command -Module QubridPS).Count | Should -Be 18
    }

    It 'can be imported again with $WhatIfPreference and $ConfirmPreference set' {
        $script = "`$WhatIfPreference = `$true; `$ConfirmPreference = 'Low'; 1..2 | ForEach-Object { Import-Module '$($manifest.FullName)' -Force }"
        $shell = [powershell]::Create()
        [void]$shell.AddScript($script).Invoke()
        $shell.HadErrors | Should -BeFalse
        $shell.Commands.Clear()
        $shell.AddScript('(Get-Command -Module QubridPS).Count').Invoke() | Should -Be 18
        $shell.Dispose()
    }

    It 'does not break the completion of type names' {
        # Windows PowerShell calls GetTypes of every loaded assembly.
        $typed = '[System.DateTimeO'
        (TabExpansion2 -inputScript $typed -cursorColumn $typed.Length).CompletionMatches.Count | Should -BeGreaterThan 0
        [System.AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -like 'Qubrid*' } |
            ForEach-Object { { $_.GetTypes() } | Should -Not -Throw }
    }

    It 'can be imported by the path of its folder' {
        Remove-Module -Name QubridPS
        Import-Module -Name $manifest.Directory.FullName
        @(Get-Command -Module QubridPS).Count | Should -Be 18
    }
}
