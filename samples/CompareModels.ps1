<#
.SYNOPSIS
    Compare: twenty prompts go to two models, and what each took is summed up.
.NOTES
    Needs a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect. With the mock server it prints:

    openai/gpt-oss-120b: 20 answers, 0 failures, 60 + 120 tokens
    mock/echo: 20 answers, 0 failures, 60 + 120 tokens
#>
[CmdletBinding()]
param(
    [string[]] $Model = @('openai/gpt-oss-120b', 'mock/echo'),

    # What the models will be used for: prompts of your own tell more than any list of ranks.
    [string[]] $Prompt = @(1..20 | ForEach-Object { "Explain error $_." }),

    # The statistics themselves; at the prompt they show their times as bars.
    [switch] $PassThru
)

# Without retries a call's time is the model's. 2>&1 makes failures count too, and no failure ends the run.
$calls = foreach ($name in $Model) {
    $Prompt | Invoke-QubridChat -Model $name -Temperature 0 -ThrottleLimit 4 -MaximumRetryCount 0 -ErrorAction Continue 2>&1
}

$statistics = $calls | Measure-QubridChat
if ($PassThru) {
    $statistics
}
else {
    $statistics | ForEach-Object {
        "$($_.Name): $($_.Count) answers, $($_.Failures) failures, $($_.PromptTokens) + $($_.CompletionTokens) tokens"
    }
}
