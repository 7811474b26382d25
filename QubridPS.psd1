@{
    RootModule             = 'QubridPS.psm1'
    ModuleVersion          = '0.1.0'
    GUID                   = '5b0f6f0e-6d8e-4a52-9c39-7f6f3d1f6a41'
    Author                 = 'QubridPS contributors'
    CompanyName            = 'QubridPS contributors'
    Copyright              = '(c) QubridPS contributors. MIT License.'
    Description            = 'Qubrid AI chat completions for the pipeline: pipe services, events, CSV rows or log lines into a prompt and get objects back, with text, token usage and metrics.'
    PowerShellVersion      = '5.1'
    CompatiblePSEditions   = @('Desktop', 'Core')
    DotNetFrameworkVersion = '4.7.2'
    RequiredAssemblies     = @('bin/QubridPS.Loader.dll')
    TypesToProcess         = @('QubridPS.Types.ps1xml')
    FormatsToProcess       = @('QubridPS.Format.ps1xml')
    FunctionsToExport      = @()
    CmdletsToExport        = @(
        'Add-QubridMockReply'
        'Connect-Qubrid'
        'Disconnect-Qubrid'
        'Enter-QubridChat'
        'Export-QubridReport'
        'Get-QubridConnection'
        'Get-QubridJournal'
        'Get-QubridMockRequest'
        'Get-QubridModel'
        'Invoke-QubridChat'
        'Measure-QubridChat'
        'New-QubridCompletion'
        'New-QubridErrorRecord'
        'New-QubridMessage'
        'New-QubridTool'
        'Start-QubridMockServer'
        'Stop-QubridMockServer'
        'Test-QubridConnection'
    )
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            Tags         = @('AI', 'LLM', 'Chat', 'Qubrid', 'OpenAI', 'Automation', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ProjectUri   = 'https://github.com/qubrid/QubridPS'
            IconUri      = 'https://raw.githubusercontent.com/qubrid/QubridPS/main/src/QubridPS/icon.png'
            ReleaseNotes = 'https://github.com/qubrid/QubridPS/blob/main/CHANGELOG.md'
        }
    }
}
