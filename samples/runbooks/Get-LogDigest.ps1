<#
.SYNOPSIS
    Digests a folder of logs: a few sentences for each file that has something to tell.
.DESCRIPTION
    Of each file the last lines that match -Pattern are sent, as data of one request; passwords and the like are struck out before.
    Files without such lines cost nothing. A file that fails is an error of its own, and the others go on.

    Needs a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect.
.PARAMETER Path
    The folder.
.PARAMETER Filter
    Which files.
.PARAMETER Pattern
    A regular expression for the lines that matter.
.PARAMETER Redact
    Regular expressions for what must not leave the machine; what they match is sent as ***.
.PARAMETER Last
    How many of the lines that matter are sent at most, the newest.
.PARAMETER ThrottleLimit
    How many requests may be on their way at once.
.PARAMETER MaxInputTokens
    No larger request is sent (estimated).
.OUTPUTS
    An object for each file: File, Lines, Digest, Tokens.
.EXAMPLE
    ./Get-LogDigest.ps1 -Path C:\inetpub\logs

    With the logs of its test, and the mock server, it prints:

    File    Lines Digest                                                                                         Tokens
    ----    ----- ------                                                                                         ------
    app.log     2 Mock answer to: What went wrong here, and since when? Answer in at most three short sentences.     92
    db.log      1 Mock answer to: What went wrong here, and since when? Answer in at most three short sentences.     85
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
        Write-Verbose "$($file.Name) has nothing to tell."
        continue
    }

    foreach ($secret in $Redact) {
        $lines = @($lines -replace $secret, '***')
    }

    [pscustomobject]@{ File = $file.Name; Lines = $lines }
}

# The lines are data: whatever they say, they cannot pass for the instruction. The chat ends its pipeline: PowerShell gives a caller's
# -ErrorVariable only the errors of a pipeline's last command.
$answers = $findings | Invoke-QubridChat 'What went wrong here, and since when? Answer in at most three short sentences.' -Each `
    -System 'You read logs for an operations team.' -ThrottleLimit $ThrottleLimit -MaxInputTokens $MaxInputTokens

foreach ($answer in $answers) {
    [pscustomobject]@{
        File   = $answer.InputObject.File
        Lines  = $answer.InputObject.Lines.Count
        Digest = $answer.Text
        Tokens = $answer.Usage.TotalTokens
    }
}
