BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    $script:mock = Start-QubridMockServer -Connect
}

AfterAll {
    $mock | Stop-QubridMockServer
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'Deserialized objects' {
    It 'are restored from a job' {
        $fromJob = Start-Job -ArgumentList $manifest.FullName -ScriptBlock {
            Import-Module -Name $args[0]
            $null = Start-QubridMockServer -Connect
            'One' | Invoke-QubridChat
            Invoke-QubridChat 'Two' -Stream
        } | Receive-Job -Wait -AutoRemoveJob
        $fromJob[0].GetType().FullName | Should -Be 'Qubrid.Client.ChatCompletion'
        $fromJob[0].Created | Should -BeOfType [DateTimeOffset]
        $fromJob[-1].Completion.Text | Should -Be 'Mock answer to: Two'
        ($fromJob | Measure-QubridChat).Count | Should -Be 2
        ($fromJob[0] | Invoke-QubridChat 'More').Messages.Count | Should -Be 4
    }

    It 'allow continuing a conversation in another run of a sample' {
        $sample = Join-Path $PSScriptRoot '../../samples/Conversation.ps1'
        $file = Join-Path $TestDrive 'conversation.xml'
        (& $sample -Path $file)[-1] | Should -Be 'system, user, assistant, user, assistant'
        (& $sample -Path $file -Question 'More?')[-1] | Should -Be 'system, user, assistant, user, assistant, user, assistant'
    }

    It 'are restored from a file' {
        $file = Join-Path $TestDrive 'answer.xml'
        Get-Item -Path $manifest.FullName | Invoke-QubridChat 'Look' -Each | Export-Clixml -Path $file
        (Get-Item -Path $file).Length | Should -BeLessThan 100KB
        $back = Import-Clixml -Path $file
        $back.GetType().FullName | Should -Be 'Qubrid.Client.ChatCompletion'
        $back.Usage.TotalTokens | Should -BeGreaterThan 0
        $back.InputObject.Name | Should -Be 'QubridPS.psd1'
        ($back | Invoke-QubridChat 'More').Text | Should -Be 'Mock answer to: More'
    }
}
