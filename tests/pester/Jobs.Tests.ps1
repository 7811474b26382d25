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

    # What an error says, as text that survives serialization.
    $script:describe = '$_.FullyQualifiedErrorId, $_.ErrorDetails.Message, $_.ErrorDetails.RecommendedAction -join "|"'

    # The example of a section of about_QubridPS_Jobs, by its number in the section.
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
    It 'of ForEach-Object -Parallel is told that each runspace connects itself' -Skip:$isDesktop {
        $text = 1 | ForEach-Object -Parallel { try { Invoke-QubridChat 'Hello' } catch { & ([scriptblock]::Create($using:describe)) } }
        $text | Should -BeLike 'Qubrid.NoApiKey,*|*Each runspace has its own connection*|*-Connection $using:connection*'
    }

    It 'of Start-ThreadJob is told so too' -Skip:(-not (Get-Command -Name Start-ThreadJob -ErrorAction Ignore)) {
        $text = Start-ThreadJob { try { Get-QubridModel } catch { & ([scriptblock]::Create($using:describe)) } } | Receive-Job -Wait -AutoRemoveJob
        $text | Should -BeLike 'Qubrid.NoApiKey,*|*Each runspace has its own connection*|*-Connection $using:connection*'
    }

    It 'that is the only one is told to connect' {
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

    It 'without a connection is told the ways to a key' {
        $said[0] | Should -BeLike 'Qubrid.NoApiKey,*|*job or remote session*|*QUBRID_API_KEY*Connect-Qubrid in it*-SecretName*'
    }

    It 'that was given a connection is told that the key was not carried along, and the ways' {
        $said[1] | Should -BeLike 'Qubrid.DeserializedConnection,*InvokeQubridChatCommand|*no longer has its API key*|*QUBRID_API_KEY*Connect-Qubrid in the job*-SecretName*'
        $said[2] | Should -BeLike 'Qubrid.DeserializedConnection,*GetQubridModelCommand|*'
        $said[3] | Should -Be 'Qubrid.DeserializedConnection'
    }

    It 'that was given a connection fails alike for one from a file' {
        $file = Join-Path $TestDrive 'connection.xml'
        $connection | Export-Clixml -Path $file
        { Invoke-QubridChat 'Hello' -Connection (Import-Clixml -Path $file) } | Should -Throw -ErrorId 'Qubrid.DeserializedConnection,*'
    }

    It 'that was given a connection finds no key in its serialized form' {
        $secret = Connect-Qubrid -ApiKey 'canary-0123' -BaseUri $mock.BaseUri -PassThru
        [System.Management.Automation.PSSerializer]::Serialize($secret, 5) | Should -Not -Match 'canary'
        $null = Connect-Qubrid -ApiKey any -BaseUri $mock.BaseUri
    }

    It 'cannot be given another object as its connection' {
        { Invoke-QubridChat 'Hello' -Connection 'text' } | Should -Throw -ErrorId 'CannotConvertArgumentNoMessage,*'
    }
}

Describe 'about_QubridPS_Jobs' {
    BeforeAll {
        # Nobody is asked for a key, and the other computer is another process, which serializes as remoting does.
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
