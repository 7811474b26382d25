# PowerShell 7 loads the module into a context of its own, so that it and the session keep their versions of the same
# libraries. Windows PowerShell has no such contexts.
$folder = if ($PSEdition -eq 'Core') { 'net8.0' } else { 'netstandard2.0' }
$bin = [System.IO.Path]::Combine($PSScriptRoot, 'bin', $folder)

$module = if ($folder -eq 'net8.0') {
    [void][System.Reflection.Assembly]::LoadFrom([System.IO.Path]::Combine($bin, 'QubridPS.Loader.dll'))
    [QubridPS.Loader.ModuleLoadContext]::Module
}
else {
    [System.Reflection.Assembly]::LoadFrom([System.IO.Path]::Combine($bin, 'QubridPS.dll'))
}

# An assembly that is imported already exports nothing the second time (PowerShell issue 20710), so it goes when we go.
$inner = Import-Module -Assembly $module -PassThru

# The types file names a class of ours, which is known only now: it comes as a module of its own, and goes with us.
$types = Import-Module -Name ([System.IO.Path]::Combine($PSScriptRoot, 'types', 'QubridPS.Types.psd1')) -PassThru
$ExecutionContext.SessionState.Module.OnRemove = { Remove-Module -ModuleInfo $types, $inner -Force }
