<#
.SYNOPSIS
    Reviews change requests with a model, and approves those that pass, with confirmation.
.DESCRIPTION
    The model reviews each request separately and returns a verdict. Only a complete response that starts with APPROVE is an approval. Any
    other response, including an incomplete or unexpected one, requires a human decision. -ApproveAction carries out an approval. Because
    the impact is high, the script prompts for confirmation unless you specify -Confirm:$false. -WhatIf reviews but approves nothing.

    Requires a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect.
.PARAMETER Change
    Specifies change requests: objects with Id, Title, Plan, and Rollback. Other properties aren't sent.
.PARAMETER ApproveAction
    Specifies a script block that approves a request, for example in your ticket system. It receives the change request.
.PARAMETER Policy
    Specifies the rules for the review.
.OUTPUTS
    An object for each request: Id, Verdict (Approve, Reject, Human), Reason, Approved.
.EXAMPLE
    Import-Csv ./changes.csv | ./Approve-ChangeRequest.ps1 -ApproveAction { param($Change) Set-Ticket -Id $Change.Id -State Approved }

    The output with the change requests and replies of the test:

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

    [string] $Policy = 'Approve only small changes that list their steps and can be rolled back. Never approve a change that stops a service during working hours.'
)

begin {
    $instruction = 'Review this change request. Answer with one line: "APPROVE: <reason>" or "REJECT: <reason>".'
}

process {
    foreach ($request in $Change) {
        # The review changes nothing, so it also takes place with -WhatIf, and without a prompt for confirmation.
        $completion = $request | Invoke-QubridChat $instruction -System $Policy -Property Id, Title, Plan, Rollback -Temperature 0 `
            -MaxTokens 200 -WhatIf:$false -Confirm:$false
        $isComplete = $completion.FinishReason -eq 'stop'
        $verdict, $reason = if ($isComplete -and $completion.Text -cmatch '^\s*(APPROVE|REJECT):\s*(.+)$') {
            @{ APPROVE = 'Approve'; REJECT = 'Reject' }[$Matches[1]], $Matches[2].Trim()
        }
        else {
            'Human', $completion.Text
        }

        $isApproved = $verdict -eq 'Approve' -and $PSCmdlet.ShouldProcess("$($request.Id) $($request.Title): $reason", 'Approve change')
        if ($isApproved) {
            $null = & $ApproveAction $request
        }

        [pscustomobject]@{ Id = $request.Id; Verdict = $verdict; Reason = $reason; Approved = $isApproved }
    }
}
