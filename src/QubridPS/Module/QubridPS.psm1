# An import by force leaves the former assembly's module behind, and an assembly that is imported already exports nothing (PowerShell
# issue 20710): so it goes first.
if ([QubridPS.Loader.ModuleAssembly]::IsLoaded) {
    Import-Module -Assembly ([QubridPS.Loader.ModuleAssembly]::Value) -PassThru | Remove-Module -Force
}

Import-Module -Assembly ([QubridPS.Loader.ModuleAssembly]::Value)
