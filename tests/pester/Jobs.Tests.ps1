BeforeDiscovery {
    $script:isDesktop = $PSVersionTable.PSEdition -ne 'Core'
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    $script:saved = @{ QUBRID_API_KEY = $env:QUBRID_API_KEY; QUBRID_BASE_URL = $env:QUBRID_BASE_URL; PSModulePath = $env:PSModulePath }
    $script:mock = Start-QubridMockServer -Connect
    $script:connection = Get-QubridConnection
    $env:QUBRID_API_KEY = $null
    $env:QUBRID_BASE_URL = $mock.BaseUri
    $env:PSModulePath = $manifest.Directory.Parent.Parent.FullName + [System.IO.Path]::PathSeparator + $env:PSModulePath

    # Returns the text of an error, which survives serialization.
    $script:describe = '$_.FullyQualifiedErrorId, $_.ErrorDetails.Message, $_.ErrorDetails.RecommendedAction -join "|"'

    # Returns an example of a section of about_QubridPS_Jobs by its number.
    function Get-Example([string] $Section, [int] $Index = 0) {
        $topic = (Get-Content -Path (Join-Path $PSScriptRoot '../../docs/en-US/about_QubridPS_Jobs.help.txt') -Raw) -replace '\r'
        $text = [regex]::Match($topic, "(?ms)^$([regex]::Escape($Section))\n(.*?)(?=^\S|\z)").Groups[1].Value
        $blocks = [regex]::Matches($text, '(?m)(?:^ {8}.*\n)+')
        [scriptblock]::Create($blocks[$Index].Value)
    }
}

AfterAll {
    $mock | Stop-QubridMockServer
    foreach ($name in $saved.Keys) { Set-Item -Path "env:$name" -Value $saved[$name] }
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'A runspace without a connection' {
    It 'of ForEach-Object -Parallel causes an error that explains connections per runspace' -Skip:$isDesktop {
        $text = 1 | ForEach-Object -Parallel { try { Invoke-QubridChat 'Hello' } catch { & ([scriptblock]::Create($using:describe)) } }
        $text | Should -BeLike 'Qubrid.NoApiKey,*|*Each runspace has its own connection*|*-Connection $using:connection*'
    }

    It 'of Start-ThreadJob causes the same error' -Skip:(-not (Get-Command -Name Start-ThreadJob -ErrorAction Ignore)) {
        $text = Start-ThreadJob { try { Get-QubridModel } catch { & ([scriptblock]::Create($using:describe)) } } | Receive-Job -Wait -AutoRemoveJob
        $text | Should -BeLike 'Qubrid.NoApiKey,*|*Each runspace has its own connection*|*-Connection $using:connection*'
    }

    It 'that is the only one causes an error that recommends Connect-Qubrid' {
        Disconnect-Qubrid
        try { $null = Invoke-QubridChat 'Hello' } catch { $text = & ([scriptblock]::Create($describe)) }
        $connection = Connect-Qubrid -ApiKey any -BaseUri $mock.BaseUri -PassThru
        $text | Should -BeLike 'Qubrid.NoApiKey,*|There is no API key.|Run Connect-Qubrid*'
    }
}

Describe 'A job' {
    BeforeAll {
        $script:said = Start-Job {
            $show = [scriptblock]::Create($using:describe)
            try { Invoke-QubridChat 'Hello' } catch { & $show }
            try { Invoke-QubridChat 'Hello' -Connection $using:connection } catch { & $show }
            try { Get-QubridModel -Connection $using:connection } catch { & $show }
            (Test-QubridConnection -Connection $using:connection -Detailed).ErrorId
        } | Receive-Job -Wait -AutoRemoveJob
    }

    It 'without a connection reports how to provide a key' {
        $said[0] | Should -BeLike 'Qubrid.NoApiKey,*|*job or remote session*|*QUBRID_API_KEY*Connect-Qubrid in it*-SecretName*'
    }

    It 'with a deserialized connection reports that the key is missing and how to provide it' {
        $said[1] | Should -BeLike 'Qubrid.DeserializedConnection,*InvokeQubridChatCommand|*no longer has its API key*|*QUBRID_API_KEY*Connect-Qubrid in the job*-SecretName*'
        $said[2] | Should -BeLike 'Qubrid.DeserializedConnection,*GetQubridModelCommand|*'
        $said[3] | Should -Be 'Qubrid.DeserializedConnection'
    }

    It 'with a connection imported from a file fails in the same way' {
        $file = Join-Path $TestDrive 'connection.xml'
        $connection | Export-Clixml -Path $file
        { Invoke-QubridChat 'Hello' -Connection (Import-Clixml -Path $file) } | Should -Throw -ErrorId 'Qubrid.DeserializedConnection,*'
    }

    It 'with a connection does not receive the key in its serialized form' {
        $secret = Connect-Qubrid -ApiKey 'canary-0123' -BaseUri $mock.BaseUri -PassThru
        [System.Management.Automation.PSSerializer]::Serialize($secret, 5) | Should -Not -Match 'canary'
        $null = Connect-Qubrid -ApiKey any -BaseUri $mock.BaseUri
    }

    It 'rejects another object as its connection' {
        { Invoke-QubridChat 'Hello' -Connection 'text' } | Should -Throw -ErrorId 'CannotConvertArgumentNoMessage,*'
    }
}

Describe 'about_QubridPS_Jobs' {
    BeforeAll {
        # Replaces the prompt for the key, and the remote computer by another process, which serializes in the same way as remoting.
        function Read-Host([switch] $AsSecureString, [string] $Prompt) { ConvertTo-SecureString -String 'from-user' -AsPlainText -Force }
        function Invoke-Command([string] $ComputerName, [scriptblock] $ScriptBlock) { Start-Job -ScriptBlock $ScriptBlock | Receive-Job -Wait -AutoRemoveJob }
    }

    AfterEach {
        $env:QUBRID_API_KEY = $null
    }

    It 'runs its example of ForEach-Object -Parallel' -Skip:$isDesktop {
        (. (Get-Example 'FOREACH-OBJECT -PARALLEL')).Count | Should -Be 2
        $mock.Requests[-2, -1].Prompt | Sort-Object | Should -Be 'Explain dns.', 'Explain ssh.'
    }

    It 'runs its example of Start-ThreadJob' -Skip:(-not (Get-Command -Name Start-ThreadJob -ErrorAction Ignore)) {
        (. (Get-Example 'START-THREADJOB')).Text | Should -Be 'Mock answer to: Name a port.'
    }

    It 'runs its examples of Start-Job' {
        (. (Get-Example 'START-JOB')).Text | Should -Be 'Mock answer to: Name a port.'
        $env:QUBRID_API_KEY = $null
        (. (Get-Example 'START-JOB' -Index 1)).Text | Should -Be 'Mock answer to: Name a port.'
    }

    It 'runs its examples of Invoke-Command' {
        (. (Get-Example 'INVOKE-COMMAND')).Text | Should -BeLike 'Mock answer to: Which one looks unusual?*'
        (. (Get-Example 'INVOKE-COMMAND' -Index 1)).Text | Should -BeLike 'Mock answer to: Which one looks unusual?*'
    }
}
