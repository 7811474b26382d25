# Imported before in this process: what an import by force left behind would export nothing (PowerShell issue 20710), so it goes first.
# In another session that is only what was imported a moment ago.
if ([QubridPS.Loader.ModuleAssembly]::IsLoaded) {
    Import-Module -Assembly ([QubridPS.Loader.ModuleAssembly]::Instance) -PassThru | Remove-Module -Force -WhatIf:$false -Confirm:$false
}

Import-Module -Assembly ([QubridPS.Loader.ModuleAssembly]::Instance)
