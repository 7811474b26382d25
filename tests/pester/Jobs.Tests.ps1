BeforeDiscovery {
    $script:isCore = $PSVersionTable.PSEdition -eq 'Core'
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    $script:mock = Start-QubridMockServer
    $script:key = [securestring]::new()
    'canary-0123'.ToCharArray() | ForEach-Object { $key.AppendChar($_) }
    $script:connection = Connect-Qubrid -ApiKey $key -BaseUri $mock.BaseUri -Model mock/echo -PassThru
    $script:module = $manifest.FullName
}

AfterAll {
    $mock | Stop-QubridMockServer
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'A connection' {
    It 'is passed to a thread job' -Skip:(-not $isCore) {
        $job = Start-ThreadJob {
            Import-Module -Name $using:module
            'one', 'two' | Invoke-QubridChat -Connection $using:connection
        }
        $answers = $job | Receive-Job -Wait -AutoRemoveJob
        $answers.Text | Should -Be 'Mock answer to: one', 'Mock answer to: two'
        $answers.Model | Should -Be 'mock/echo', 'mock/echo'
    }

    It 'is passed to ForEach-Object -Parallel' -Skip:(-not $isCore) {
        $answers = 1..6 | ForEach-Object -ThrottleLimit 3 -Parallel {
            Import-Module -Name $using:module
            Invoke-QubridChat "number $_" -Connection $using:connection
        }
        $answers.Text | Sort-Object | Should -Be (1..6 | ForEach-Object { "Mock answer to: number $_" })
    }

    It 'is not passed to another process, where Connect-Qubrid makes one' {
        $job = Start-Job {
            Import-Module -Name $using:module
            $passed = $using:connection
            $passed | Format-List -Property * | Out-String
            try { Invoke-QubridChat 'Hello' -Connection $passed } catch { $_.FullyQualifiedErrorId }
            Connect-Qubrid -ApiKey $using:key -BaseUri $passed.BaseUri -Model $passed.Model
            Invoke-QubridChat 'Hello'
        }
        $seen = $job | Receive-Job -Wait -AutoRemoveJob
        $seen.Count | Should -Be 3
        $seen[0] | Should -Match 'mock/echo'
        $seen[0] | Should -Not -Match 'canary'
        $seen[1] | Should -Be 'CannotConvertArgumentNoMessage,QubridPS.Commands.InvokeQubridChatCommand'
        $seen[2].Text | Should -Be 'Mock answer to: Hello'
        $seen[2].Model | Should -Be 'mock/echo'
    }

    It 'is serialized without its key' {
        [System.Management.Automation.PSSerializer]::Serialize($connection, 5) | Should -Not -Match 'canary'
    }
}
