# An assembly that was imported before in this process would export nothing after Import-Module -Force (PowerShell issue 20710), so it is
# removed first. In a session that has not imported it before, this removes only the import in the same line.
if ([QubridPS.Loader.ModuleAssembly]::IsLoaded) {
    Import-Module -Assembly ([QubridPS.Loader.ModuleAssembly]::Instance) -PassThru | Remove-Module -Force -WhatIf:$false -Confirm:$false
}

Import-Module -Assembly ([QubridPS.Loader.ModuleAssembly]::Instance)
