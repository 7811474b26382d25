<#
.SYNOPSIS
    Lets the model call two commands to answer a question. It can't call any others.
.NOTES
    Requires a connection: Connect-Qubrid, QUBRID_API_KEY, or Start-QubridMockServer -Connect. With a mock server and these replies:

        Add-QubridMockReply -ToolCall @{ Name = 'Get-ServiceState'; Arguments = @{ Name = 'Spooler' } }, @{ Name = 'Get-LastBoot' } -Times 1
        Add-QubridMockReply 'Spooler stopped after the reboot at 03:10.'

    The output is:

    1. Get-ServiceState({"Name":"Spooler"}) returned {"Name":"Spooler","State":"Stopped"}
    1. Get-LastBoot({}) returned "2026-01-02T03:10:00"
    Spooler stopped after the reboot at 03:10.
#>
[CmdletBinding()]
param(
    [string] $Question = 'Why did printing stop this morning?'
)

# The model receives the help of the function, its mandatory parameters, and their limits.
function Get-ServiceState {
    <#
    .SYNOPSIS
    Gets the state of a service.
    .PARAMETER Name
    The name of the service, such as Spooler.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [ValidateSet('Spooler', 'W32Time', 'BITS')]
        [string] $Name
    )

    # On Windows, use: Get-Service -Name $Name
    [pscustomobject]@{ Name = $Name; State = @{ Spooler = 'Stopped'; W32Time = 'Running'; BITS = 'Running' }[$Name] }
}

# A script block with a name is also a tool.
$lastBoot = New-QubridTool -Name Get-LastBoot -Description 'Gets the time when this computer started.' -ScriptBlock {
    '2026-01-02T03:10:00' # On Windows, use: (Get-CimInstance Win32_OperatingSystem).LastBootUpTime
}

$completion = Invoke-QubridChat $Question -Tool Get-ServiceState, $lastBoot -MaxToolRound 4

foreach ($call in $completion.ToolInvocations) {
    "$($call.Round). $call returned $($call.Result)"
}

$completion.Text
