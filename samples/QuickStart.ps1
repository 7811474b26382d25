<#
.SYNOPSIS
    Shows the module in one minute: pipes objects into a prompt, streams the text, and shows the completion and an error.
.DESCRIPTION
    Without an API key the script starts the module's own mock endpoint, which needs no network. With QUBRID_API_KEY set it
    calls the real service.
#>
[CmdletBinding()]
param()

function Get-Heading([string] $Text) { "`n$Text`n$('-' * $Text.Length)" }

$mock = $null
if (-not $env:QUBRID_API_KEY) {
    $mock = Start-QubridMockServer -Connect -TokenDelayMilliseconds 60
    "No API key is set, so the mock endpoint at $($mock.BaseUri) replies."
}

Get-Heading '1. Pipe objects and an instruction; the text appears as it is generated'
$processes = Get-Process | Sort-Object -Property WorkingSet64 -Descending | Select-Object -First 5 -Property ProcessName, Id, WorkingSet64
$processes | Format-Table -AutoSize
'PS> $processes | Invoke-QubridChat ''Which process uses the most memory?'' -Live'
$completion = $processes | Invoke-QubridChat 'Which process uses the most memory?' -Live

Get-Heading '2. The completion is an object'
'PS> $completion'
$completion

Get-Heading '3. It has the token usage and the metrics that the service measured'
'PS> $completion.Usage'
$completion.Usage | Format-Table -Property PromptTokens, CompletionTokens, TotalTokens
'PS> $completion.Metrics'
$completion.Metrics | Format-Table -Property TtftSeconds, TokensPerSecond, TotalTimeSeconds

Get-Heading '4. An error says what is wrong, and what to do'
if ($mock) {
    Add-QubridMockReply -Server $mock -Text 'The model does not exist.' -StatusCode 404 -Times 1
}

'PS> Invoke-QubridChat ''Hello'' -Model ''no/such-model'''
try {
    Invoke-QubridChat 'Hello' -Model 'no/such-model'
}
catch {
    $_
    'PS> $_.FullyQualifiedErrorId'
    $_.FullyQualifiedErrorId
}

if ($mock) {
    $mock | Stop-QubridMockServer
}

'Next: set QUBRID_API_KEY and run this script again, or read: Get-Help Invoke-QubridChat -Examples'
