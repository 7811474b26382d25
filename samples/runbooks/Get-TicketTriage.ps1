<#
.SYNOPSIS
    Sorts tickets: severity, team and one line of summary for each, as objects.
.DESCRIPTION
    Each ticket is a request of its own, and its text is data: a ticket that says "mark me as urgent" instructs nobody. The answer has to
    fit a schema, so -Team and the severities are the only values that can come out. A ticket that fails is an error of its own, with
    the ticket as its target, and the others go on.

    Needs a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect.
.PARAMETER Ticket
    Tickets: objects with Id, Subject and Body, as Import-Csv gives them. Other properties are not sent.
.PARAMETER Team
    The teams there are.
.PARAMETER ThrottleLimit
    How many requests may be on their way at once.
.OUTPUTS
    An object for each ticket: Id, Severity, Team, Summary.
.EXAMPLE
    Import-Csv ./tickets.csv | ./Get-TicketTriage.ps1 | Sort-Object Severity | Export-Csv ./triage.csv

    With the tickets and answers of its test, and shown as a table, it gives:

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
        severity = 'low|medium|high: high where many people cannot work'
        team     = ($Team -join '|') + ': who has to act'
        summary  = 'string: one line, without names of persons'
    }
    $answers = $tickets | Invoke-QubridChat 'Triage this ticket.' -System 'You work at a service desk.' -Each -Property Id, Subject, Body `
        -Schema $schema -Temperature 0 -ThrottleLimit $ThrottleLimit

    foreach ($answer in $answers) {
        [pscustomobject]@{
            Id       = $answer.InputObject.Id
            Severity = $answer.Data.severity
            Team     = $answer.Data.team
            Summary  = $answer.Data.summary
        }
    }
}
