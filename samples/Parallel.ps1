<#
.SYNOPSIS
    Classifies several tickets concurrently. The failure of one ticket doesn't stop the others.
.NOTES
    Requires a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect. The output with the mock server:

    T1 Mock answer to: Which team gets this ticket? Answer in one word.
    T2 Mock answer to: Which team gets this ticket? Answer in one word.
    T3 Mock answer to: Which team gets this ticket? Answer in one word.
    3 completed, 0 failed
#>
[CmdletBinding()]
param(
    # The tickets, for example from Import-Csv.
    [object[]] $Ticket = @(
        [pscustomobject]@{ Id = 'T1'; Subject = 'VPN drops every hour' }
        [pscustomobject]@{ Id = 'T2'; Subject = 'Invoice has the wrong address' }
        [pscustomobject]@{ Id = 'T3'; Subject = 'New laptop for Monday' }
    ),

    [int] $ThrottleLimit = 8
)

# The results are in input order. A 429 response pauses all requests.
$failures = @()
$completions = @($Ticket | Invoke-QubridChat 'Which team gets this ticket? Answer in one word.' -Each -ThrottleLimit $ThrottleLimit `
        -ErrorAction SilentlyContinue -ErrorVariable failures)

foreach ($completion in $completions) {
    "$($completion.InputObject.Id) $($completion.Text)"
}

"$($completions.Count) completed, $($failures.Count) failed"
