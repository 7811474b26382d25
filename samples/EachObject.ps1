<#
.SYNOPSIS
    Sends a request for each object, and displays each completion with its object.
.NOTES
    Requires a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect. The output with the mock server:

    disk C: 91% full - Mock answer to: Is this urgent? Answer in one sentence.
    disk D: 34% full - Mock answer to: Is this urgent? Answer in one sentence.
#>
[CmdletBinding()]
param(
    [object[]] $Disk = @(
        [pscustomobject]@{ Name = 'C'; PercentFull = 91; Model = 'SSD 500' }
        [pscustomobject]@{ Name = 'D'; PercentFull = 34; Model = 'HDD 4T' }
    )
)

# The Model property of a disk is data and doesn't change the model of the request. Only Prompt is bound by property name.
$Disk | Invoke-QubridChat 'Is this urgent? Answer in one sentence.' -Each | ForEach-Object {
    "disk $($_.InputObject.Name): $($_.InputObject.PercentFull)% full - $($_.Text)"
}
