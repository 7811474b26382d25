<#
.SYNOPSIS
    Sends many objects with one prompt in one request.
.NOTES
    Requires a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect. The output with the mock server:

    Mock answer to: Which of these processes deserves a look, and why?
    1 request for 3 processes
#>
[CmdletBinding()]
param(
    # The processes: the output of Get-Process, or objects that have these properties.
    [object[]] $Process = @(
        [pscustomobject]@{ Name = 'indexer'; Id = 812; WorkingSetMB = 2210; Threads = 61 }
        [pscustomobject]@{ Name = 'sshd'; Id = 1044; WorkingSetMB = 12; Threads = 1 }
        [pscustomobject]@{ Name = 'backup'; Id = 2301; WorkingSetMB = 640; Threads = 9 }
    )
)

# CSV needs the fewest tokens for many objects of one type. If the request exceeds the limit, nothing is sent, and the error explains how
# to reduce its size.
$completion = $Process | Invoke-QubridChat 'Which of these processes deserves a look, and why?' `
    -Property Name, WorkingSetMB, Threads -As Csv -MaxInputTokens 8000 -System 'You are a terse systems administrator.'

$completion.Text
"$(@($completion).Count) request for $($Process.Count) processes"
