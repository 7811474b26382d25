<#
.SYNOPSIS
    Answers a question about a log that is much larger than a request can be, and displays the time and the memory that it took.
.DESCRIPTION
    Without -Path, the script writes an example log of -Megabyte to the temporary folder and removes it afterwards. The file is read while its parts are
    sent, so that the memory doesn't depend on its size.
.NOTES
    Requires a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect. The output of ./LargeLog.ps1 with the mock server:

    50 MB in 210 parts: Mock answer to: Which servers are slow?

    With -Verbose, it also says how long it took (3 s on two cores) and how much memory the process used (460 MB, with the mock server in it, which
    keeps all requests).

    The output of ./LargeLog.ps1 -Megabyte 1:

    1 MB in 5 parts: Mock answer to: Which servers are slow?
#>
[CmdletBinding()]
param(
    [string] $Path,

    [ValidateRange(1, 10000)]
    [int] $Megabyte = 50,

    [long] $MaxInputTokens = 100000,

    [ValidateRange(1, 64)]
    [int] $ThrottleLimit = 4
)

$example = if (-not $Path) { Join-Path ([System.IO.Path]::GetTempPath()) "large-$([guid]::NewGuid()).log" }
try {
    if ($example) {
        $Path = $example
        $hour = (0..3599 | ForEach-Object { '10:{0:00}:{1:00} web{2:00} GET /api/orders/{3} took {4} ms' -f [Math]::Floor($_ / 60), ($_ % 60), ($_ % 7), $_, ($_ % 90) }) -join "`n"
        $writer = [System.IO.StreamWriter]::new($example)
        try {
            for ($length = 0; $length -lt $Megabyte * 1MB; $length += $hour.Length + 1) {
                $writer.Write("$hour`n")
            }
        }
        finally {
            $writer.Dispose()
        }
    }

    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $completion = Get-Item -LiteralPath $Path |
        Invoke-QubridChat 'Which servers are slow?' -As Content -Each -Split -MaxInputTokens $MaxInputTokens -ThrottleLimit $ThrottleLimit
    $size = (Get-Item -LiteralPath $Path).Length
    '{0:0} MB in {1} parts: {2}' -f ($size / 1MB), @($completion.Parts).Count, $completion.Text
    Write-Verbose ('{0:0.0} s, the process used at most {1:0} MB' -f $clock.Elapsed.TotalSeconds, ([System.Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB))
}
finally {
    if ($example) {
        Remove-Item -LiteralPath $example -ErrorAction SilentlyContinue
    }
}
