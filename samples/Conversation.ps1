<#
.SYNOPSIS
    Conversation: each answer is what the next question goes on with, in this session or in another one.
.NOTES
    Needs a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect. With the mock server it prints:

    Mock answer to: What listens on port 389?
    Mock answer to: And with TLS?
    system, user, assistant, user, assistant
#>
[CmdletBinding()]
param(
    [string[]] $Question = @('What listens on port 389?', 'And with TLS?'),

    # A file that keeps the conversation: the next run with it goes on where this one ended.
    [string] $Path
)

$last = if ($Path -and (Test-Path -Path $Path)) { Import-Clixml -Path $Path }
foreach ($text in $Question) {
    # The standing instructions are said once, with the first question; the conversation holds them from then on.
    $last = if ($last) { $last | Invoke-QubridChat $text } else { Invoke-QubridChat $text -System 'You are a terse administrator.' }
    $last.Text
}

if ($Path) {
    $last | Export-Clixml -Path $Path
}

# To go on by hand: $last | Enter-QubridChat
$last.Messages.Role -join ', '
