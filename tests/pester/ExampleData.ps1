# Defines the environment of the examples in README, the help pages and the samples. Their files are in the folder ExampleFiles.

# Replacements for commands that do not exist on Linux, or need a keyboard or a vault.
$script:exampleCommands = @{
    'Get-Service' = {
        [CmdletBinding()]
        param()
        [pscustomobject]@{ Name = 'Spooler'; Status = 'Stopped'; DisplayName = 'Print Spooler' }
        [pscustomobject]@{ Name = 'W32Time'; Status = 'Running'; DisplayName = 'Windows Time' }
    }
    'Read-Host'   = {
        [CmdletBinding()]
        param([switch] $AsSecureString)
        if (-not $AsSecureString) { throw 'Only Read-Host -AsSecureString has a stand-in.' }
        [System.Net.NetworkCredential]::new('', 'typed-key').SecurePassword
    }
    'Get-Secret'  = {
        [CmdletBinding()]
        param([string] $Name, [string] $Vault)
        [System.Net.NetworkCredential]::new('', "key-$Name-$Vault").SecurePassword
    }
}

# The replies of the mock server, by the file whose examples need them. A request that matches none gets the default text, and replies
# that an example or the help of a sample adds itself take precedence.
$script:exampleReplies = @{
    'Enter-QubridChat.md'        = {
        Add-QubridMockReply 'A service ended unexpectedly; the message names it.' -Match '^What does event 7031 mean'
        Add-QubridMockReply 'Look at its own log, then start it again.' -Match '^And what should I do'
        Add-QubridMockReply -ToolCall @{ Name = 'Get-Service' } -Match '^Is the print spooler running' -Times 1
        Add-QubridMockReply 'No, it is stopped.' -Match '^Is the print spooler running'
    }
    'Invoke-QubridChat.md'       = {
        Add-QubridMockReply 'A service ended unexpectedly; the message names it.' -TokenDelayMilliseconds 20 -Match '^What does event 7031 mean'
        Add-QubridMockReply 'Look at its own log, then start it again.' -Match '^And what should I do'
        Add-QubridMockReply 'Spooler is stopped, and should run.' -Match '^Which of these should run and does not'
        Add-QubridMockReply -Json @{ value = @{ host = 'web07'; time = '08:01'; cause = 'The disk /data is full.' }, @{ time = '08:02'; host = 'web07' } } -Match '^List the incidents'
        Add-QubridMockReply 'billing' -Match '^Which team(.|\n)*invoice'
        Add-QubridMockReply 'network' -Match '^Which team: network'
        Add-QubridMockReply -Json @{ team = 'billing'; urgent = $false } -Match '^Sort this ticket(.|\n)*invoice'
        Add-QubridMockReply -Json @{ team = 'network'; urgent = $true } -Match '^Sort this ticket(.|\n)*VPN'
        Add-QubridMockReply -Json @{ team = 'network'; urgent = $false } -Match '^Sort this ticket(.|\n)*DNS'
        Add-QubridMockReply -ToolCall @{ Name = 'Get-Service' } -Match '^Is the print spooler running' -Times 1
        Add-QubridMockReply 'No, it is stopped.' -Match '^Is the print spooler running'
    }
    'Measure-QubridChat.md'      = {
        Add-QubridMockReply 'A directory of names and addresses.' -Model openai/gpt-oss-120b -Match '^What is DNS'
        Add-QubridMockReply 'It turns names into addresses.' -Model openai/gpt-oss-20b -Match '^What is DNS'
        Add-QubridMockReply 'A protocol that sets the clock.' -Model openai/gpt-oss-120b -Match '^What is NTP'
        Add-QubridMockReply 'It keeps clocks in step.' -Model openai/gpt-oss-20b -Match '^What is NTP'
    }
    'New-QubridMessage.md'       = {
        Add-QubridMockReply 'fail' -Match '^Disk D: on web07'
        Add-QubridMockReply 'Spooler is stopped, and should run.' -Match '^Which of them should run and does not'
        Add-QubridMockReply 'The second from the left, red.' -Match '^Which lamp is on'
    }
    'New-QubridTool.md'          = {
        Add-QubridMockReply -ToolCall @{ Name = 'Get-HostUptime'; Arguments = @{ HostName = 'web07' } } -Match '^Has web07 been restarted' -Times 1
        Add-QubridMockReply 'No, it started 41 days ago.' -Match '^Has web07 been restarted'
    }
    'Approve-ChangeRequest.ps1'  = {
        Add-QubridMockReply 'APPROVE: small and can be undone' -Match '"Id":"C1"'
        Add-QubridMockReply 'REJECT: there is no way back' -Match '"Id":"C2"'
        Add-QubridMockReply 'I would ask the owner first.' -Match '"Id":"C3"'
    }
    'Get-TicketTriage.ps1'       = {
        Add-QubridMockReply -Json @{ severity = 'high'; team = 'network'; summary = 'VPN drops for the whole office.' } -Match '"Id":"T1"'
        Add-QubridMockReply -Json @{ severity = 'low'; team = 'billing'; summary = 'Wrong address on an invoice.' } -Match '"Id":"T2"'
    }
}

# How the samples are run; $sample is the path of the script. The help of the script contains the output of the command, or, if Pattern is
# specified, the output must match each of these regular expressions. RequestCount is the number of requests that the mock server has received.
$script:exampleScripts = @(
    @{ File = 'Aggregate.ps1'; Command = '& $sample'; RequestCount = 1 }
    @{ File = 'CompareModels.ps1'; Command = '& $sample'; RequestCount = 40 }
    @{ File = 'Conversation.ps1'; Command = '& $sample'; RequestCount = 2 }
    @{ File = 'EachObject.ps1'; Command = '& $sample'; RequestCount = 2 }
    @{ File = 'Images.ps1'; Command = '& $sample'; RequestCount = 3 }
    if ($PSVersionTable.PSVersion.Major -ge 7) { @{ File = 'Jobs.ps1'; Command = '& $sample'; RequestCount = 3 } }
    @{ File = 'LargeLog.ps1'; Command = '& $sample -Megabyte 1'; RequestCount = 6 }
    @{ File = 'Parallel.ps1'; Command = '& $sample'; RequestCount = 3 }
    @{ File = 'QuickStart.ps1'; Command = '& $sample'; Pattern = 'Mock answer to: ', '\d+ \+ \d+ tokens .* tok/s', 'TotalTokens', 'TtftSeconds' }
    @{ File = 'Resume.ps1'; Command = '& $sample -Checkpoint ./answers.jsonl'; RequestCount = 2 }
    @{ File = 'Resume.ps1'; Command = '& $sample -Checkpoint ./answers.jsonl -MaxTotalTokens 1000'; RequestCount = 4 }
    @{ File = 'Tools.ps1'; Command = '& $sample'; RequestCount = 2 }
    @{ File = 'Approve-ChangeRequest.ps1'; Command = 'Import-Csv ./changes.csv | & $sample -ApproveAction { } -Confirm:$false'; RequestCount = 3 }
    @{ File = 'Get-LogDigest.ps1'; Command = '& $sample -Path ./logs'; RequestCount = 2 }
    @{ File = 'Get-ServiceHealth.ps1'; Command = 'Import-Csv ./services.csv | & $sample | Format-List'; RequestCount = 1 }
    @{ File = 'Get-TicketTriage.ps1'; Command = 'Import-Csv ./new-tickets.csv | & $sample'; RequestCount = 2 }
    @{ File = 'Invoke-NightlyBatch.ps1'; Command = '& $sample -Path ./batch.csv -Destination ./answers.csv'; RequestCount = 3 }
)
