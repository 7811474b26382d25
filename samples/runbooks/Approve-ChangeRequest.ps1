<#
.SYNOPSIS
    Has change requests reviewed, and approves those that pass, with your consent for each.
.DESCRIPTION
    The model reviews each request on its own and answers with a verdict. Only a whole answer that begins with APPROVE counts as one;
    anything else, a broken or odd answer too, goes to a human. An approval is carried out by -ApproveAction after ShouldProcess:
    -Confirm asks (and without -Confirm:$false it does, for the impact is high), -WhatIf reviews and changes nothing.

    Needs a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect.
.PARAMETER Change
    Change requests: objects with Id, Title, Plan and Rollback.
.PARAMETER ApproveAction
    What an approval does; it gets the change request. Here stands the call to your ticket system.
.PARAMETER Policy
    The rules that the review follows.
.OUTPUTS
    An object for each request: Id, Verdict (Approve, Reject, Human), Reason, Approved.
.EXAMPLE
    Import-Csv ./changes.csv | ./Approve-ChangeRequest.ps1 -ApproveAction { param($Change) Set-Ticket -Id $Change.Id -State Approved }

    With the changes and answers of its test it prints:

    Id Verdict Reason                       Approved
    -- ------- ------                       --------
    C1 Approve small and can be undone          True
    C2 Reject  there is no way back            False
    C3 Human   I would ask the owner first.    False
#>
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param(
    [Parameter(Mandatory = $true, ValueFromPipeline = $true)]
    [psobject[]] $Change,

    [Parameter(Mandatory = $true)]
    [scriptblock] $ApproveAction,

    [string] $Policy = 'Approve only what is small, names its steps and can be rolled back. Never approve a change in working hours that stops a service.'
)

begin {
    $instruction = 'Review this change request. Answer with one line: "APPROVE: <reason>" or "REJECT: <reason>".'
}

process {
    foreach ($request in $Change) {
        # The review is no change: it takes place with -WhatIf too, and asks nobody.
        $answer = $request | Invoke-QubridChat $instruction -System $Policy -Property Id, Title, Plan, Rollback -Temperature 0 `
            -MaxTokens 200 -WhatIf:$false -Confirm:$false
        $isWhole = $answer.FinishReason -eq 'stop'
        $verdict, $reason = if ($isWhole -and $answer.Text -cmatch '^\s*(APPROVE|REJECT):\s*(.+)$') {
            @{ APPROVE = 'Approve'; REJECT = 'Reject' }[$Matches[1]], $Matches[2].Trim()
        }
        else {
            'Human', $answer.Text
        }

        $isApproved = $verdict -eq 'Approve' -and $PSCmdlet.ShouldProcess("$($request.Id) $($request.Title): $reason", 'Approve change')
        if ($isApproved) {
            $null = & $ApproveAction $request
        }

        [pscustomobject]@{ Id = $request.Id; Verdict = $verdict; Reason = $reason; Approved = $isApproved }
    }
}
