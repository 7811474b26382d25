<#
.SYNOPSIS
    Continues a conversation with each question, in this session or in a later one.
.NOTES
    Requires a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect. The output with the mock server:

    Mock answer to: What listens on port 389?
    Mock answer to: And with TLS?
    system, user, assistant, user, assistant
#>
[CmdletBinding()]
param(
    [string[]] $Question = @('What listens on port 389?', 'And with TLS?'),

    # A file for the conversation. The next run with the same file continues it.
    [string] $Path
)

$last = if ($Path -and (Test-Path -Path $Path)) { Import-Clixml -Path $Path }
foreach ($text in $Question) {
    # The system message is required only for the first question. The conversation includes it from then on.
    $last = if ($last) { $last | Invoke-QubridChat $text } else { Invoke-QubridChat $text -System 'You are a terse administrator.' }
    $last.Text
}

if ($Path) {
    $last | Export-Clixml -Path $Path
}

# To continue interactively: $last | Enter-QubridChat
$last.Messages.Role -join ', '
