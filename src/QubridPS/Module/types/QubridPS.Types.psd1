# Nobody imports this: QubridPS.psm1 does, once its assembly is loaded.
@{
    ModuleVersion     = '1.0'
    GUID              = '0c1d54a5-5f0e-4bb1-9a57-5b8f1e0f2f0d'
    Author            = 'QubridPS contributors'
    Description       = 'The types file of QubridPS.'
    PowerShellVersion = '5.1'
    TypesToProcess    = @('QubridPS.Types.ps1xml')
    FunctionsToExport = @()
    CmdletsToExport   = @()
    VariablesToExport = @()
    AliasesToExport   = @()
}
