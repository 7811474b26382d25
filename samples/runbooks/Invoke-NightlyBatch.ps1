<#
.SYNOPSIS
    Runs the prompts of a CSV file, and resumes an interrupted run.
.DESCRIPTION
    Each row is a request with the Prompt of the row and, if present, its Model, System, Temperature, TopP, and MaxTokens. Each completion is
    saved immediately in a checkpoint next to the file. If the run is interrupted, or the token budget is used up, the same command sends
    only the missing requests. The completions are written to a CSV file in the order of the rows, and an HTML report shows the completions
    and failures of the run. When all rows are complete, the checkpoint is removed.

    Requires a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect.
.PARAMETER Path
    Specifies the CSV file of the rows, with the columns Id and Prompt.
.PARAMETER Destination
    Specifies the CSV file of the completions, with the columns Id, Text, Model, and Tokens.
.PARAMETER Report
    Specifies the HTML file of the report. The default is the path of the completions with the extension .html.
.PARAMETER ThrottleLimit
    Specifies the maximum number of concurrent requests. The default is 8.
.PARAMETER MaxTotalTokens
    Specifies the token budget of the run. The default is 5000000.
.OUTPUTS
    One object: Rows, Completed, Failed, Tokens, IsComplete.
.EXAMPLE
    ./Invoke-NightlyBatch.ps1 -Path ./prompts.csv -Destination ./completions.csv

    The output with the rows of the test and the mock server:

    Rows       : 3
    Completed  : 3
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

    [string] $Report = [System.IO.Path]::ChangeExtension($Destination, '.html'),

    [ValidateRange(1, 1024)]
    [int] $ThrottleLimit = 8,

    [long] $MaxTotalTokens = 5000000
)

$checkpoint = "$Path.checkpoint.jsonl"
$rows = @(Import-Csv -Path $Path)
$failures = @()
$completions = @(
    $rows | Invoke-QubridChat -ThrottleLimit $ThrottleLimit -Checkpoint $checkpoint -MaxTotalTokens $MaxTotalTokens `
        -ErrorAction SilentlyContinue -ErrorVariable failures
)

$completions | ForEach-Object {
    [pscustomobject]@{ Id = $_.InputObject.Id; Text = $_.Text; Model = $_.Model; Tokens = $_.Usage.TotalTokens }
} | Export-Csv -Path $Destination -NoTypeInformation -Encoding UTF8

# If the token budget is used up or the service cannot be used, the last error states how many rows were not sent. The next run sends them.
$errorRecords = @($failures | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
$failed = @($errorRecords | Where-Object { -not $_.Exception.ItemsNotSent })
foreach ($failure in $failed) {
    Write-Warning "Row $($failure.TargetObject.Id): $failure"
}

$errorRecords | Where-Object { $_.Exception.ItemsNotSent } | ForEach-Object { Write-Warning "$_" }

if ($completions -or $errorRecords) {
    $completions + $errorRecords | Export-QubridReport -Path $Report -Title "Nightly batch: $(Split-Path -Path $Path -Leaf)" -Force
}

$isComplete = $completions.Count -eq $rows.Count
if ($isComplete -and (Test-Path -Path $checkpoint)) {
    Remove-Item -Path $checkpoint
}

$tokens = 0
$completions | ForEach-Object { $tokens += $_.Usage.TotalTokens }
[pscustomobject]@{ Rows = $rows.Count; Completed = $completions.Count; Failed = $failed.Count; Tokens = $tokens; IsComplete = $isComplete }
