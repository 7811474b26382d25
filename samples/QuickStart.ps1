<#
.SYNOPSIS
    Demonstrates the module: pipes objects into a prompt, streams the text, and displays the completion and an error.
.DESCRIPTION
    If QUBRID_API_KEY is set, the script calls the service. Otherwise, it starts the mock server of the module, which requires no network.
#>
[CmdletBinding()]
param()

function Get-Heading([string] $Text) { "`n$Text`n$('-' * $Text.Length)" }

$mock = $null
if (-not $env:QUBRID_API_KEY) {
    $mock = Start-QubridMockServer -Connect -TokenDelayMilliseconds 60
    "QUBRID_API_KEY isn't set, so the mock server at $($mock.BaseUri) replies."
}

Get-Heading '1. Pipe objects into a prompt. -Live displays the text while it is generated'
$processes = Get-Process | Sort-Object -Property WorkingSet64 -Descending | Select-Object -First 5 -Property ProcessName, Id, WorkingSet64
$processes | Format-Table -AutoSize
'PS> $processes | Invoke-QubridChat ''Which process uses the most memory?'' -Live'
$completion = $processes | Invoke-QubridChat 'Which process uses the most memory?' -Live

Get-Heading '2. The completion is an object'
'PS> $completion'
$completion

Get-Heading '3. It contains the token usage and the metrics of the service'
'PS> $completion.Usage'
$completion.Usage | Format-Table -Property PromptTokens, CompletionTokens, TotalTokens
'PS> $completion.Metrics'
$completion.Metrics | Format-Table -Property TtftSeconds, TokensPerSecond, TotalTimeSeconds

Get-Heading '4. An error has a message and a recommended action'
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

'Next, set QUBRID_API_KEY and run this script again, or run Get-Help Invoke-QubridChat -Examples.'
