# Imports the staged module, and sets $manifest to its manifest file. Test files dot-source this file in BeforeAll.
$manifest = Get-Item -Path (Join-Path $PSScriptRoot '../../out/QubridPS/*/QubridPS.psd1') |
    Sort-Object -Property { [version]$_.Directory.Name } | Select-Object -Last 1
Import-Module -Name $manifest.FullName -Force
