<#
.SYNOPSIS
    Creates docs/images/report.png, the picture of a report in the readme.
.DESCRIPTION
    Sends 300 tickets to two models of the mock server, of which some fail, and takes a picture of the report in Chromium. The module must be
    built, and "node tests/pester/browser/install.mjs" must have been run. The picture is made with the font Inter (Debian: fonts-inter).
.EXAMPLE
    dotnet pwsh -NoProfile -File docs/Export-ReportImage.ps1
#>
[CmdletBinding()]
param(
    # The file to create.
    [string] $Path = (Join-Path $PSScriptRoot 'images/report.png'),

    # The HTML file of the report. By default, it is created in a temporary folder and removed.
    [string] $ReportPath
)

$ErrorActionPreference = 'Stop'

$browserTests = Join-Path $PSScriptRoot '../tests/pester'
. (Join-Path $browserTests 'Import-Staged.ps1')
. (Join-Path $browserTests 'Browser.ps1')
$missing = Get-BrowserSkipReason
if ($missing) { throw "The picture cannot be made: $missing." }

$subjects = @{
    billing = 'Invoice 4711 was sent twice', 'The discount is missing', 'Wrong VAT number', 'Refund has not arrived'
    network = 'No VPN since 8', 'Wi-Fi drops in room 3', 'DNS does not resolve intranet', 'Slow link to Lyon'
    storage = 'Share S: is read-only', 'Backup of db04 failed', 'Disk of web07 is 91% full', 'Quota exceeded'
    account = 'Password expired', 'Locked out after vacation', 'Second factor was lost', 'No access to Teams'
}

# The same numbers every time.
$random = [System.Random]::new(7)
$tickets = 1..300 | ForEach-Object {
    $team = @($subjects.Keys | Sort-Object)[$random.Next(4)]
    [pscustomobject]@{ Id = 'T{0:000}' -f $_; Team = $team; Subject = $subjects[$team][$random.Next(4)] }
}

$server = Start-QubridMockServer -Connect
try {
    # The first reply that matches a request is used, until its number of times is used up.
    Add-QubridMockReply 'Rate limit reached for requests per minute.' -StatusCode 429 -Match '"?Id"?\W+T\d*[37]1' -Times 9
    Add-QubridMockReply 'The model is overloaded.' -StatusCode 503 -Match 'T\d4[05]' -Times 5
    Add-QubridMockReply 'The disk is full because the log of the web server is not' -FinishReason length -Match 'T\d[258]9' -TokenDelayMilliseconds 12
    Add-QubridMockReply 'The backup failed since the' -DropAfter 4 -Match 'T2[06]6' -Times 2
    Add-QubridMockReply 'Forward to billing. Cancel the second invoice and send a credit note to the customer.' -Match 'billing' -TokenDelayMilliseconds 14
    Add-QubridMockReply 'Forward to network. Check the certificate of the gateway and the log of the client, then restart the VPN service.' -Match 'network' -Model 'openai/gpt-oss-120b' -TokenDelayMilliseconds 18
    Add-QubridMockReply 'Forward to network. Restart the VPN service.' -Match 'network' -TokenDelayMilliseconds 9
    Add-QubridMockReply 'Forward to storage. Extend the volume by 20 GB, and rotate the logs daily instead of weekly so that the disk does not fill up again.' -Match 'storage' -TokenDelayMilliseconds 16
    Add-QubridMockReply 'Forward to account. Reset the password and unlock the user.' -Match 'account' -TokenDelayMilliseconds 8

    $results = foreach ($model in 'openai/gpt-oss-120b', 'openai/gpt-oss-20b') {
        $half = $tickets | Where-Object { ([int]$_.Id.Substring(1) % 5 -lt 3) -eq ($model -match '120b') }
        $half | Invoke-QubridChat 'Which team should do what?' -Each -Model $model -ThrottleLimit 6 -MaximumRetryCount 0 -ErrorAction Continue 2>&1
    }
}
finally {
    $server | Stop-QubridMockServer
}

$report = if ($ReportPath) { $ReportPath } else { Join-Path ([System.IO.Path]::GetTempPath()) "$([guid]::NewGuid()).html" }
try {
    $results | Export-QubridReport -Path $report -Title 'Nightly ticket triage' -Force -Price @{
        'openai/gpt-oss-120b' = @{ Input = 0.15; Output = 0.60 }
        'openai/gpt-oss-20b'  = @{ Input = 0.05; Output = 0.20 }
    }
    & node (Join-Path $browserTests 'browser/screenshot.mjs') (Find-Browser) $report $Path
    if ($LASTEXITCODE -ne 0) { throw "Chromium failed with exit code $LASTEXITCODE." }
}
finally {
    if (-not $ReportPath) { Remove-Item -Path $report -ErrorAction Ignore }
}
