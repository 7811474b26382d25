<#
.SYNOPSIS
    Answers a CSV of prompts overnight, and goes on where it ended if it was stopped.
.DESCRIPTION
    Each row with a Prompt (and Model, System, Temperature, TopP, MaxTokens where it has them) is a request. Every answer is kept at once
    in a checkpoint beside the file: after a crash, a stop or a spent budget the same command sends only what is missing. The answers
    are written as CSV in the order of the rows, and when every row has one the checkpoint is removed.

    Needs a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect.
.PARAMETER Path
    The CSV of rows, with Id and Prompt.
.PARAMETER Destination
    The CSV of answers: Id, Answer, Model, Tokens.
.PARAMETER ThrottleLimit
    How many requests may be on their way at once.
.PARAMETER MaxTotalTokens
    No more is sent once so many tokens are spent in this run.
.OUTPUTS
    One object: Rows, Answered, Failed, Tokens, IsComplete.
.EXAMPLE
    ./Invoke-NightlyBatch.ps1 -Path ./prompts.csv -Destination ./answers.csv

    With the rows of its test, and the mock server, it prints:

    Rows       : 3
    Answered   : 3
    Failed     : 0
    Tokens     : 27
    IsComplete : True
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Path,

    [Parameter(Mandatory = $true, Position = 1)]
    [string] $Destination,

    [ValidateRange(1, 1024)]
    [int] $ThrottleLimit = 8,

    [long] $MaxTotalTokens = 5000000
)

$checkpoint = "$Path.checkpoint.jsonl"
$rows = @(Import-Csv -Path $Path)
$answers = [System.Collections.Generic.List[object]]::new()
$failures = @()
try {
    $rows | Invoke-QubridChat -ThrottleLimit $ThrottleLimit -Checkpoint $checkpoint -MaxTotalTokens $MaxTotalTokens `
        -ErrorAction SilentlyContinue -ErrorVariable failures | ForEach-Object { $answers.Add($_) }
}
catch {
    # A spent budget is no failure: tomorrow the rest is sent. Everything else is.
    if ($_.FullyQualifiedErrorId -notlike 'Qubrid.TokenBudgetExceeded*') {
        throw
    }

    Write-Warning $_.ErrorDetails.Message
}

$answers | ForEach-Object {
    [pscustomobject]@{ Id = $_.InputObject.Id; Answer = $_.Text; Model = $_.Model; Tokens = $_.Usage.TotalTokens }
} | Export-Csv -Path $Destination -NoTypeInformation -Encoding UTF8

$failed = @($failures | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] -and $_.FullyQualifiedErrorId -notlike 'Qubrid.TokenBudgetExceeded*' })
foreach ($failure in $failed) {
    Write-Warning "Row $($failure.TargetObject.Id): $failure"
}

$isComplete = $answers.Count -eq $rows.Count
if ($isComplete -and (Test-Path -Path $checkpoint)) {
    Remove-Item -Path $checkpoint
}

$tokens = 0
$answers | ForEach-Object { $tokens += $_.Usage.TotalTokens }
[pscustomobject]@{ Rows = $rows.Count; Answered = $answers.Count; Failed = $failed.Count; Tokens = $tokens; IsComplete = $isComplete }
