<#
.SYNOPSIS
    Runs the prompts of a CSV file at night through a company gateway, and reports what they cost.
.DESCRIPTION
    The gateway receives its own key in a header in addition to the API key. The requests keep to the rates that the gateway allows. If the
    model isn't available, the fallback models answer. Each completion is saved at once in a checkpoint next to the file, so that the same
    command resumes an interrupted run. Every exchange is also recorded in a journal, from which the report of the run is made.

    Requires the API key in QUBRID_API_KEY.
.PARAMETER Path
    Specifies the CSV file of the rows, with the columns Id and Prompt.
.PARAMETER Destination
    Specifies the CSV file of the completions, with the columns Id, Text, Model, and Tokens.
.PARAMETER Report
    Specifies the CSV file of the report, with a row for each exchange of this run: Time, Model, Prompt, FinishReason, and the tokens.
.PARAMETER Journal
    Specifies the journal file. The new exchanges are appended to it.
.PARAMETER BaseUri
    Specifies the base address of the gateway.
.PARAMETER GatewayKey
    Specifies the key that the gateway requires in the header x-gateway-key.
.PARAMETER FallbackModel
    Specifies the models that are used in turn if the model of a row isn't available.
.PARAMETER Price
    Specifies the prices per million tokens by model or wildcard pattern, as for Measure-QubridChat.
.PARAMETER RequestsPerMinute
    Specifies the maximum number of requests per minute. The default is 600.
.PARAMETER TokensPerMinute
    Specifies the maximum number of tokens per minute. The default is 1000000.
.PARAMETER MaxTotalTokens
    Specifies the token budget of the run. The default is 5000000.
.OUTPUTS
    One object: Rows, Completed, Restored, Failed, Tokens, Cost, Models.
.EXAMPLE
    ./Invoke-GatewayBatch.ps1 -Path ./prompts.csv -Destination ./completions.csv -Report ./report.csv -Journal ./journal.jsonl -BaseUri https://gateway.example.com/v1 -GatewayKey (Get-Secret Gateway) -FallbackModel openai/gpt-oss-20b -Price @{ 'openai/*' = @{ Input = 0.15; Output = 0.60 } }

    Rows      : 3
    Completed : 3
    Restored  : 0
    Failed    : 0
    Tokens    : 27
    Cost      : 0.00001215
    Models    : openai/gpt-oss-120b
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Path,

    [Parameter(Mandatory = $true, Position = 1)]
    [string] $Destination,

    [Parameter(Mandatory = $true)]
    [string] $Report,

    [Parameter(Mandatory = $true)]
    [string] $Journal,

    [Parameter(Mandatory = $true)]
    [uri] $BaseUri,

    [Parameter(Mandatory = $true)]
    [securestring] $GatewayKey,

    [string[]] $FallbackModel = @(),

    [System.Collections.IDictionary] $Price = @{},

    [ValidateRange(1, 1000000)]
    [int] $RequestsPerMinute = 600,

    [ValidateRange(1, 2147483647)]
    [int] $TokensPerMinute = 1000000,

    [long] $MaxTotalTokens = 5000000
)

$started = Get-Date
$settings = @{
    BaseUri           = $BaseUri
    Headers           = @{ 'x-gateway-key' = $GatewayKey }
    RequestsPerMinute = $RequestsPerMinute
    TokensPerMinute   = $TokensPerMinute
    Journal           = $Journal
    PassThru          = $true
}
$batch = @{
    Connection     = Connect-Qubrid @settings
    ThrottleLimit  = 8
    Checkpoint     = "$Path.checkpoint.jsonl"
    MaxTotalTokens = $MaxTotalTokens
}
if ($FallbackModel) { $batch.FallbackModel = $FallbackModel }

$rows = @(Import-Csv -Path $Path)
$failures = @()
$completions = @($rows | Invoke-QubridChat @batch -ErrorAction SilentlyContinue -ErrorVariable failures)
$errorRecords = @($failures | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
$errorRecords | ForEach-Object { Write-Warning "$_" }

$completions | ForEach-Object {
    [pscustomobject]@{ Id = $_.InputObject.Id; Text = $_.Text; Model = $_.Model; Tokens = $_.Usage.TotalTokens }
} | Export-Csv -Path $Destination -NoTypeInformation -Encoding UTF8

# The journal contains the exchanges of every run, so the report selects those since the start of this one.
if (Test-Path -Path $Journal) {
    Get-QubridJournal -LiteralPath $Journal -After $started |
        Select-Object -Property Time, Model, Prompt, FinishReason, PromptTokens, CompletionTokens, TotalTokens |
        Export-Csv -Path $Report -NoTypeInformation -Encoding UTF8
}

# Completions that the checkpoint restored were paid for in an earlier run.
$groups = @($completions + $errorRecords | Measure-QubridChat -Price $Price)
[pscustomobject]@{
    Rows      = $rows.Count
    Completed = $completions.Count
    Restored  = @($completions | Where-Object -Property IsRestored).Count
    Failed    = @($errorRecords | Where-Object { -not $_.Exception.ItemsNotSent }).Count
    Tokens    = ($groups | Measure-Object -Property TotalTokens -Sum).Sum
    Cost      = ($groups | Measure-Object -Property Cost -Sum).Sum
    Models    = @($completions.Model | Sort-Object -Unique) -join ', '
}
