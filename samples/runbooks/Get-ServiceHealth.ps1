<#
.SYNOPSIS
    Explains which automatic services are stopped, and what to check first.
.DESCRIPTION
    Services that start automatically but aren't running are sent in one request, as CSV with their names, display names, states, and
    start types. No other data is sent. If there are no such services, no request is sent.

    Requires a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect.
.PARAMETER Service
    Specifies services: objects with Name, DisplayName, Status, and StartType. The default is the output of Get-Service.
.PARAMETER Ignore
    Specifies the names of services that can be stopped. Wildcards are permitted.
.OUTPUTS
    One object: Checked, Stopped, Explanation, Tokens.
.EXAMPLE
    ./Get-ServiceHealth.ps1 | Format-List

    The output with the services of the test and the mock server:

    Checked     : 3
    Stopped     : {Spooler}
    Explanation : Mock answer to: These services start automatically but are not running. Explain in one line each why that matters and what to check first.
    Tokens      : 90
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

    $completion = $null
    if ($stopped.Count -gt 0) {
        $completion = $stopped | Invoke-QubridChat -System 'You are an experienced Windows administrator. Be brief.' -As Csv -Property Name, DisplayName, Status, StartType `
            -Prompt 'These services start automatically but are not running. Explain in one line each why that matters and what to check first.'
    }

    [pscustomobject]@{
        Checked     = $all.Count
        Stopped     = @($stopped | ForEach-Object { $_.Name })
        Explanation = if ($completion) { $completion.Text } else { 'All services that start automatically are running.' }
        Tokens      = if ($completion) { $completion.Usage.TotalTokens } else { 0 }
    }
}
