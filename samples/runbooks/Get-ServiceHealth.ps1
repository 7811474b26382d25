<#
.SYNOPSIS
    Says in plain words which services need a hand, and what to look at first.
.DESCRIPTION
    A service that starts by itself and does not run is a finding. All findings go into one request, as CSV of their names, display
    names, states and start types: nothing else leaves the machine. Where there is no finding, nothing is sent.

    Needs a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect.
.PARAMETER Service
    Services to judge; Get-Service's where none are given. Anything with Name, DisplayName, Status and StartType will do.
.PARAMETER Ignore
    Names, with wildcards, of services that may stand still.
.OUTPUTS
    One object: Checked, Stopped, Explanation, Tokens.
.EXAMPLE
    ./Get-ServiceHealth.ps1 | Format-List

    With the services of its test, and the mock server, it prints:

    Checked     : 3
    Stopped     : {Spooler}
    Explanation : Mock answer to: These services start by themselves and do not run. For each say in one line why that matters and what to check first.
    Tokens      : 103
#>
[CmdletBinding()]
param(
    [Parameter(ValueFromPipeline = $true)]
    [psobject[]] $Service,

    [string[]] $Ignore = @('edgeupdate', 'gupdate', 'MapsBroker', 'RemoteRegistry', 'sppsvc')
)

begin {
    $all = [System.Collections.Generic.List[object]]::new()
}

process {
    foreach ($one in $Service) {
        $all.Add($one)
    }
}

end {
    if (-not $PSBoundParameters.ContainsKey('Service') -and -not $MyInvocation.ExpectingInput) {
        $all.AddRange(@(Get-Service))
    }

    $stopped = @($all | Where-Object { "$($_.StartType)" -like 'Automatic*' -and "$($_.Status)" -ne 'Running' } | Where-Object {
            $name = $_.Name
            -not ($Ignore | Where-Object { $name -like $_ })
        })

    $answer = $null
    if ($stopped.Count -gt 0) {
        $answer = $stopped | Invoke-QubridChat -System 'You are an experienced Windows administrator. Be brief.' -As Csv -Property Name, DisplayName, Status, StartType `
            -Prompt 'These services start by themselves and do not run. For each say in one line why that matters and what to check first.'
    }

    [pscustomobject]@{
        Checked     = $all.Count
        Stopped     = @($stopped | ForEach-Object { $_.Name })
        Explanation = if ($answer) { $answer.Text } else { 'All services that start by themselves run.' }
        Tokens      = if ($answer) { $answer.Usage.TotalTokens } else { 0 }
    }
}
