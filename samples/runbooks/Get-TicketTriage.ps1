<#
.SYNOPSIS
    Classifies tickets by severity and team, and summarizes each in one line.
.DESCRIPTION
    Each ticket is sent in a separate request, as data that is separated from the prompt. The response must match a schema, so the output
    contains only the severities and the teams of -Team. If a request fails, the error is non-terminating, its TargetObject is the ticket,
    and the other tickets continue.

    Requires a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect.
.PARAMETER Ticket
    Specifies tickets: objects with Id, Subject, and Body, for example from Import-Csv. Other properties aren't sent.
.PARAMETER Team
    Specifies the teams.
.PARAMETER ThrottleLimit
    Specifies the maximum number of concurrent requests. The default is 4.
.OUTPUTS
    An object for each ticket: Id, Severity, Team, Summary.
.EXAMPLE
    Import-Csv ./tickets.csv | ./Get-TicketTriage.ps1 | Sort-Object Severity | Export-Csv ./triage.csv

    The output of Get-TicketTriage.ps1 with the tickets and replies of the test:

    Id Severity Team    Summary
    -- -------- ----    -------
    T1 high     network VPN drops for the whole office.
    T2 low      billing Wrong address on an invoice.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true, ValueFromPipeline = $true)]
    [psobject[]] $Ticket,

    [ValidateNotNullOrEmpty()]
    [string[]] $Team = @('network', 'billing', 'workplace', 'other'),

    [ValidateRange(1, 64)]
    [int] $ThrottleLimit = 4
)

begin {
    $tickets = [System.Collections.Generic.List[object]]::new()
}

process {
    foreach ($one in $Ticket) {
        $tickets.Add($one)
    }
}

end {
    $schema = @{
        severity = 'low|medium|high: high if many people cannot work'
        team     = ($Team -join '|') + ': the team that has to act'
        summary  = 'string: one line, without personal names'
    }
    $completions = $tickets | Invoke-QubridChat 'Classify this ticket.' -System 'You work at a service desk.' -Each -Property Id, Subject, Body `
        -Schema $schema -Temperature 0 -ThrottleLimit $ThrottleLimit

    foreach ($completion in $completions) {
        [pscustomobject]@{
            Id       = $completion.InputObject.Id
            Severity = $completion.Data.severity
            Team     = $completion.Data.team
            Summary  = $completion.Data.summary
        }
    }
}
