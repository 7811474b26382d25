BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    $common = [System.Management.Automation.PSCmdlet]::CommonParameters + [System.Management.Automation.PSCmdlet]::OptionalCommonParameters
    $script:cmdlets = Get-Command -Module QubridPS | ForEach-Object {
        @{ Name = $_.Name; Parameters = @($_.Parameters.Keys | Where-Object { $_ -notin $common }) }
    }
}

BeforeAll {
    # The parameters in all calls of the suite, by cmdlet. Abbreviated names and splatting do not count.
    $script:named = @{}
    foreach ($file in Get-ChildItem -Path $PSScriptRoot -Filter *.Tests.ps1) {
        $syntax = [System.Management.Automation.Language.Parser]::ParseFile($file.FullName, [ref]$null, [ref]$null)
        foreach ($call in $syntax.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)) {
            $parameters = $call.CommandElements | Where-Object { $_ -is [System.Management.Automation.Language.CommandParameterAst] }
            $named[[string]$call.GetCommandName()] += @('') + @($parameters | ForEach-Object ParameterName)
        }
    }
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'The suite' {
    It 'calls <Name> with each of its parameters by name' -ForEach $script:cmdlets {
        $named.Keys | Should -Contain $Name
        ($Parameters | Where-Object { $_ -notin $named[$Name] }) -join ', ' | Should -BeNullOrEmpty
    }
}
