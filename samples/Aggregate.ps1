<#
.SYNOPSIS
    Aggregate: many objects, one question, one answer.
.NOTES
    Needs a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect. With the mock server it prints:

    Mock answer to: Which of these processes deserves a look, and why?
    1 request for 3 processes
#>
[CmdletBinding()]
param(
    # What to look at: Get-Process, or whatever has these properties.
    [object[]] $Process = @(
        [pscustomobject]@{ Name = 'indexer'; Id = 812; WorkingSetMB = 2210; Threads = 61 }
        [pscustomobject]@{ Name = 'sshd'; Id = 1044; WorkingSetMB = 12; Threads = 1 }
        [pscustomobject]@{ Name = 'backup'; Id = 2301; WorkingSetMB = 640; Threads = 9 }
    )
)

# CSV is the densest form for many objects of one kind. Over the limit nothing is sent, and the error says what shrinks it.
$answer = $Process | Invoke-QubridChat 'Which of these processes deserves a look, and why?' `
    -Property Name, WorkingSetMB, Threads -As Csv -MaxInputTokens 8000 -System 'You are a terse systems administrator.'

$answer.Text
"$(@($answer).Count) request for $($Process.Count) processes"
