<#
.SYNOPSIS
    Runs a batch of prompts with a checkpoint and a token budget. The next run sends only the missing requests.
.NOTES
    Requires a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect. The output with the mock server:

    The token budget is used up: 18 tokens were spent, 2 items were not sent.
    2 of 4 completions: 1, 2

    The output of the next run with a larger budget:

    4 of 4 completions: 1, 2, 3, 4
#>
[CmdletBinding()]
param(
    # Rows with Id and Prompt, for example from Import-Csv. They can also have Model, System, Temperature, TopP, and MaxTokens.
    [object[]] $Row = @(
        [pscustomobject]@{ Id = 1; Prompt = 'Explain event 4625.' }
        [pscustomobject]@{ Id = 2; Prompt = 'Explain event 7031.' }
        [pscustomobject]@{ Id = 3; Prompt = 'Explain event 1102.' }
        [pscustomobject]@{ Id = 4; Prompt = 'Explain event 6008.' }
    ),

    [string] $Checkpoint = 'resume-sample.jsonl',

    [long] $MaxTotalTokens = 15
)

$completions = @($Row | Invoke-QubridChat -Checkpoint $Checkpoint -MaxTotalTokens $MaxTotalTokens -ErrorAction SilentlyContinue -ErrorVariable failures)
$failures | ForEach-Object {
    if ($_.Exception.ItemsNotSent) {
        "The token budget is used up: $($_.Exception.TokensSpent) tokens were spent, $($_.Exception.ItemsNotSent) items were not sent."
    }
    else {
        Write-Error -ErrorRecord $_
    }
}

"$($completions.Count) of $($Row.Count) completions: $($completions.InputObject.Id -join ', ')"
