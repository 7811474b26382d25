# Import-Module <folder> looks for a file named like the folder, and this folder is named by its version. This makes it
# work in a checkout; an installed module is imported by its name. When the module goes, this goes with it.
$shim = $ExecutionContext.SessionState.Module
$module = Import-Module -Name ([System.IO.Path]::Combine($PSScriptRoot, 'QubridPS.psd1')) -Global -Force -PassThru -ErrorAction Stop
$module.OnRemove = { Remove-Module -ModuleInfo $shim -WhatIf:$false -Confirm:$false -ErrorAction Ignore }.GetNewClosure()
