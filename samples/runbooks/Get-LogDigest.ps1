<#
.SYNOPSIS
    Summarizes the problems in each log file of a folder.
.DESCRIPTION
    The last lines of each file that match -Pattern are sent in one request per file. Passwords and other secrets are replaced before. Files
    without such lines aren't sent. If a request fails, the error is non-terminating, and the other files continue.

    Requires a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect.
.PARAMETER Path
    Specifies the folder.
.PARAMETER Filter
    Specifies the files, with wildcards. The default is *.log.
.PARAMETER Pattern
    Specifies a regular expression for the relevant lines.
.PARAMETER Redact
    Specifies regular expressions for secrets. Matching text is sent as ***.
.PARAMETER Last
    Specifies the maximum number of relevant lines per file. The newest lines are sent. The default is 200.
.PARAMETER ThrottleLimit
    Specifies the maximum number of concurrent requests. The default is 4.
.PARAMETER MaxInputTokens
    Specifies the maximum estimated size of a request in tokens. Larger requests aren't sent. The default is 16000.
.OUTPUTS
    An object for each file: File, Lines, Digest, Tokens.
.EXAMPLE
    ./Get-LogDigest.ps1 -Path /var/log/app

    The output with the logs of the test and the mock server:

    File    Lines Digest                                                                                         Tokens
    ----    ----- ------                                                                                         ------
    app.log     2 Mock answer to: What went wrong here, and since when? Answer in at most three short sentences.     83
    db.log      1 Mock answer to: What went wrong here, and since when? Answer in at most three short sentences.     76
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Path,

    [string] $Filter = '*.log',

    [string] $Pattern = 'error|warn|fail|fatal|exception|denied|timed? ?out',

    [string[]] $Redact = @('(?i)(?<=(password|passwd|pwd|secret|token|api[-_]?key)\s*[=:]\s*)[^\s;,]+', '(?i)(?<=bearer\s+)\S+'),

    [ValidateRange(1, 5000)]
    [int] $Last = 200,

    [ValidateRange(1, 64)]
    [int] $ThrottleLimit = 4,

    [long] $MaxInputTokens = 16000
)

$findings = foreach ($file in Get-ChildItem -Path $Path -Filter $Filter -File | Sort-Object -Property Name) {
    $lines = @(Get-Content -Path $file.FullName | Where-Object { $_ -match $Pattern } | Select-Object -Last $Last)
    if ($lines.Count -eq 0) {
        Write-Verbose "$($file.Name) contains no relevant lines."
        continue
    }

    foreach ($secret in $Redact) {
        $lines = @($lines -replace $secret, '***')
    }

    [pscustomobject]@{ File = $file.Name; Lines = $lines }
}

# The lines are sent as data, separated from the prompt. Invoke-QubridChat is the last command of the pipeline, because PowerShell adds only
# the errors of the last command to the -ErrorVariable of the caller.
$completions = $findings | Invoke-QubridChat 'What went wrong here, and since when? Answer in at most three short sentences.' -Each `
    -System 'You analyze logs for an operations team.' -ThrottleLimit $ThrottleLimit -MaxInputTokens $MaxInputTokens

foreach ($completion in $completions) {
    [pscustomobject]@{
        File   = $completion.InputObject.File
        Lines  = $completion.InputObject.Lines.Count
        Digest = $completion.Text
        Tokens = $completion.Usage.TotalTokens
    }
}
