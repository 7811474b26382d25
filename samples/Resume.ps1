<#
.SYNOPSIS
    Resume: a batch of prompts with a checkpoint and a budget. Run it again, and it sends only what is missing.
.NOTES
    Needs a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect. With the mock server it prints at first:

    the budget is spent
    2 of 4 answers: 1, 2

    And run again with a larger budget:

    4 of 4 answers: 1, 2, 3, 4
#>
[CmdletBinding()]
param(
    # Rows with Id and Prompt as Import-Csv gives them; a row may have Model, System, Temperature, TopP and MaxTokens too.
    [object[]] $Row = @(
        [pscustomobject]@{ Id = 1; Prompt = 'Explain event 4625.' }
        [pscustomobject]@{ Id = 2; Prompt = 'Explain event 7031.' }
        [pscustomobject]@{ Id = 3; Prompt = 'Explain event 1102.' }
        [pscustomobject]@{ Id = 4; Prompt = 'Explain event 6008.' }
    ),

    [string] $Checkpoint = 'resume-sample.jsonl',

    [long] $MaxTotalTokens = 15
)

$answers = [System.Collections.Generic.List[object]]::new()
try {
    $Row | Invoke-QubridChat -Checkpoint $Checkpoint -MaxTotalTokens $MaxTotalTokens | ForEach-Object { $answers.Add($_) }
}
catch {
    if ($_.FullyQualifiedErrorId -notlike 'Qubrid.TokenBudgetExceeded*') {
        throw
    }

    'the budget is spent'
}

"$($answers.Count) of $($Row.Count) answers: $($answers.InputObject.Id -join ', ')"
