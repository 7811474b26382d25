<#
.SYNOPSIS
    Summarizes the problems in each log file of a folder, whatever its size.
.DESCRIPTION
    The content of each file is sent. A file that is too large for one request is divided between its lines, and the answers for its parts are merged
    into one. Passwords and other secrets are sent as placeholders. Empty files aren't sent. If a file fails, the error is non-terminating, and the other
    files continue.

    Requires a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect.
.PARAMETER Path
    Specifies the folder.
.PARAMETER Filter
    Specifies the files, with wildcards. The default is *.log.
.PARAMETER Redact
    Specifies categories and regular expressions of values that aren't sent. The default is Secret. See about_QubridPS_Redaction.
.PARAMETER ThrottleLimit
    Specifies the maximum number of concurrent requests. The default is 4.
.PARAMETER MaxInputTokens
    Specifies the maximum estimated size of a request in tokens. The default is 50000. Leave space for the answer in the context of the model.
.PARAMETER Checkpoint
    Specifies a file that keeps the answers. After an error, run the script again with the same file: only what is missing is sent.
.OUTPUTS
    An object for each file: File, Parts, Digest, Tokens. Parts is the number of parts that the file was divided into.
.EXAMPLE
    ./Get-LogDigest.ps1 -Path /var/log/app

    The output with the logs of the test and the mock server:

    File    Parts Digest                                                                                         Tokens
    ----    ----- ------                                                                                         ------
    app.log     1 Mock answer to: What went wrong here, and since when? Answer in at most three short sentences.     96
    db.log      1 Mock answer to: What went wrong here, and since when? Answer in at most three short sentences.     86
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Path,

    [string] $Filter = '*.log',

    [object[]] $Redact = @('Secret'),

    [ValidateRange(1, 64)]
    [int] $ThrottleLimit = 4,

    [long] $MaxInputTokens = 50000,

    [string] $Checkpoint
)

$options = @{ Redact = $Redact; ThrottleLimit = $ThrottleLimit; MaxInputTokens = $MaxInputTokens }
if ($Checkpoint) {
    $options['Checkpoint'] = $Checkpoint
}

# Invoke-QubridChat is the last command of the pipeline, because PowerShell adds only the errors of the last command to the -ErrorVariable of
# the caller.
$completions = Get-ChildItem -LiteralPath $Path -Filter $Filter -File | Where-Object Length -GT 0 | Sort-Object -Property Name |
    Invoke-QubridChat 'What went wrong here, and since when? Answer in at most three short sentences.' -As Content -Each -Split `
        -System 'You analyze logs for an operations team.' @options

foreach ($completion in $completions) {
    [pscustomobject]@{
        File   = $completion.InputObject.Name
        Parts  = [Math]::Max(1, @($completion.Parts).Count)
        Digest = $completion.Text
        Tokens = $completion.Usage.TotalTokens
    }
}
