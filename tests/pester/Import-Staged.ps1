# Imports the module as it was built last, and says where its manifest is. Test files dot-source it in BeforeAll.
$manifest = Get-Item -Path (Join-Path $PSScriptRoot '../../out/QubridPS/*/QubridPS.psd1') |
    Sort-Object -Property { [version]$_.Directory.Name } | Select-Object -Last 1
Import-Module -Name $manifest.FullName -Force
