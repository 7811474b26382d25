<#
.SYNOPSIS
    Each: one question for every object, and the answer beside the object it is about.
.NOTES
    Needs a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect. With the mock server it prints:

    disk C: 91 % full - Mock answer to: Is this urgent? Answer in one sentence.
    disk D: 34 % full - Mock answer to: Is this urgent? Answer in one sentence.
#>
[CmdletBinding()]
param(
    [object[]] $Disk = @(
        [pscustomobject]@{ Name = 'C'; PercentFull = 91; Model = 'SSD 500' }
        [pscustomobject]@{ Name = 'D'; PercentFull = 34; Model = 'HDD 4T' }
    )
)

# A disk has a Model too: it is data, and no model of ours. Only Prompt binds by property name.
$Disk | Invoke-QubridChat 'Is this urgent? Answer in one sentence.' -Each | ForEach-Object {
    "disk $($_.InputObject.Name): $($_.InputObject.PercentFull) % full - $($_.Text)"
}
