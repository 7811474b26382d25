BeforeDiscovery {
    # The folders of a Windows user cannot be redirected for one process.
    $script:canIsolate = $IsLinux -or $IsMacOS
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    . (Join-Path $PSScriptRoot 'ChildShell.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'The package' -Skip:(-not $canIsolate) {
    BeforeAll {
        $packages = Join-Path $TestDrive 'packages'
        $project = Join-Path $PSScriptRoot '../../src/QubridPS'
        $pack = & dotnet pack $project --no-build --configuration Release --output $packages
        if ($LASTEXITCODE -ne 0) { throw "$pack" }

        # Use another home folder, so that the modules and repositories of the user are neither read nor changed.
        $script:userHome = Join-Path $TestDrive 'home'
        $null = New-Item -Path $userHome -ItemType Directory
        $environment = @{ HOME = $userHome; PSModulePath = $null; XDG_DATA_HOME = $null; XDG_CONFIG_HOME = $null; XDG_CACHE_HOME = $null }
        $script:run = Invoke-ChildShell -Environment $environment -Command @"
            `$ErrorActionPreference = 'Stop'
            Register-PSResourceRepository -Name Local -Uri '$packages' -Trusted
            Install-PSResource -Name QubridPS -Repository Local
            Import-Module -Name QubridPS
            (Get-Module -Name QubridPS).Path
            `$null = Start-QubridMockServer -Connect
            (Invoke-QubridChat 'Hello').Text
            (Get-PSResource -Name QubridPS).Version.ToString()
            Remove-Module -Name QubridPS
            Uninstall-PSResource -Name QubridPS
            @(Get-Module -Name QubridPS -ListAvailable).Count
"@
    }

    It 'is installed from a repository, imported by name and used' {
        $run.Errors | Should -BeNullOrEmpty
        $run.Output[0] | Should -BeLike (Join-Path $userHome '*/Modules/QubridPS/*/QubridPS.psm1')
        $run.Output[1] | Should -Be 'Mock answer to: Hello'
        $run.Output[2] | Should -Be $manifest.Directory.Name
    }

    It 'is removed completely when it is uninstalled' {
        $run.Output[3] | Should -Be 0
        Get-ChildItem -Path $userHome -Recurse -Force -Filter 'QubridPS*' | Should -BeNullOrEmpty
    }
}
