# Import-Module <folder> looks for a file with the name of the folder, which is the version of the module. This file makes it work in a
# checkout; an installed module is imported by name. It is removed together with the module.
$shim = $ExecutionContext.SessionState.Module
$module = Import-Module -Name ([System.IO.Path]::Combine($PSScriptRoot, 'QubridPS.psd1')) -Global -Force -PassThru -ErrorAction Stop
$module.OnRemove = { Remove-Module -ModuleInfo $shim -WhatIf:$false -Confirm:$false -ErrorAction Ignore }.GetNewClosure()
