<#
.SYNOPSIS
    Parallel: tickets are sorted several at a time; one that fails does not stop the others.
.NOTES
    Needs a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect. With the mock server it prints:

    T1 Mock answer to: Say in one word which team gets this ticket.
    T2 Mock answer to: Say in one word which team gets this ticket.
    T3 Mock answer to: Say in one word which team gets this ticket.
    3 done, 0 failed
#>
[CmdletBinding()]
param(
    # Tickets as Import-Csv gives them.
    [object[]] $Ticket = @(
        [pscustomobject]@{ Id = 'T1'; Subject = 'VPN drops every hour' }
        [pscustomobject]@{ Id = 'T2'; Subject = 'Invoice has the wrong address' }
        [pscustomobject]@{ Id = 'T3'; Subject = 'New laptop for Monday' }
    ),

    [int] $ThrottleLimit = 8
)

# Results come in the order of the input, however long each took. A 429 pauses all of them.
$failures = @()
$answers = @($Ticket | Invoke-QubridChat 'Say in one word which team gets this ticket.' -Each -ThrottleLimit $ThrottleLimit `
        -ErrorAction SilentlyContinue -ErrorVariable failures)

foreach ($answer in $answers) {
    "$($answer.InputObject.Id) $($answer.Text)"
}

"$($answers.Count) done, $($failures.Count) failed"
