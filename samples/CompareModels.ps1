<#
.SYNOPSIS
    Sends twenty prompts to two models, and compares their tokens and failures.
.NOTES
    Requires a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect. The output with the mock server:

    openai/gpt-oss-120b: 20 completions, 0 failures, 60 + 120 tokens
    mock/echo: 20 completions, 0 failures, 60 + 120 tokens
#>
[CmdletBinding()]
param(
    [string[]] $Model = @('openai/gpt-oss-120b', 'mock/echo'),

    # Specify typical prompts of your own. They're more meaningful than general benchmarks.
    [string[]] $Prompt = @(1..20 | ForEach-Object { "Explain error $_." }),

    # Returns the statistics objects. At the prompt, they display the latency as bars.
    [switch] $PassThru
)

# Retries would distort the times of a model. 2>&1 includes failures, and Continue prevents a failure from ending the run.
$calls = foreach ($name in $Model) {
    $Prompt | Invoke-QubridChat -Model $name -Temperature 0 -ThrottleLimit 4 -MaximumRetryCount 0 -ErrorAction Continue 2>&1
}

$statistics = $calls | Measure-QubridChat
if ($PassThru) {
    $statistics
}
else {
    $statistics | ForEach-Object {
        "$($_.Name): $($_.Count) completions, $($_.Failures) failures, $($_.PromptTokens) + $($_.CompletionTokens) tokens"
    }
}
