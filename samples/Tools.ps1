<#
.SYNOPSIS
    Tools: the model looks up what it needs with commands of yours, and with no others.
.NOTES
    Needs a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect. With a mock server that is told so

        Add-QubridMockReply -ToolCall @{ Name = 'Get-ServiceState'; Arguments = @{ Name = 'Spooler' } }, @{ Name = 'Get-LastBoot' } -Times 1
        Add-QubridMockReply 'Spooler stopped after the reboot at 03:10.'

    it prints:

    1. Get-ServiceState({"Name":"Spooler"}) gave {"Name":"Spooler","State":"Stopped"}
    1. Get-LastBoot({}) gave "2026-01-02T03:10:00"
    Spooler stopped after the reboot at 03:10.
#>
[CmdletBinding()]
param(
    [string] $Question = 'Why does nobody print this morning?'
)

# A function's help, its mandatory parameters and its limits are what the model is told of it.
function Get-ServiceState {
    <#
    .SYNOPSIS
    Says whether a service runs.
    .PARAMETER Name
    The name of the service, such as Spooler.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [ValidateSet('Spooler', 'W32Time', 'BITS')]
        [string] $Name
    )

    # On Windows this is: Get-Service -Name $Name
    [pscustomobject]@{ Name = $Name; State = @{ Spooler = 'Stopped'; W32Time = 'Running'; BITS = 'Running' }[$Name] }
}

# A script block with a name of its own is a tool too.
$lastBoot = New-QubridTool -Name Get-LastBoot -Description 'Says when this computer started.' -ScriptBlock {
    '2026-01-02T03:10:00' # on Windows: (Get-CimInstance Win32_OperatingSystem).LastBootUpTime
}

$answer = Invoke-QubridChat $Question -Tool Get-ServiceState, $lastBoot -MaxToolRound 4

foreach ($call in $answer.ToolInvocations) {
    "$($call.Round). $call gave $($call.Result)"
}

$answer.Text
