BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    $script:module = $manifest.FullName
    $script:sample = Join-Path $PSScriptRoot '../../samples/ManyMachines.ps1'
    $script:key = [securestring]::new()
    'any-key'.ToCharArray() | ForEach-Object { $key.AppendChar($_) }
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'A batch over many machines' {
    BeforeEach {
        $script:mock = Start-QubridMockServer
    }

    AfterEach {
        $mock | Stop-QubridMockServer
    }

    It 'returns every completion once, in order, as live objects' {
        $rows = 1..7 | ForEach-Object { [pscustomobject]@{ Id = $_; Prompt = "question $_" } }
        $file = Join-Path $TestDrive 'answers.jsonl'
        $answers = & $sample -Row $rows -Checkpoint $file -ApiKey $key -BaseUri $mock.BaseUri -ShardCount 3 -Module $module
        $answers.Text | Should -Be (1..7 | ForEach-Object { "Mock answer to: question $_" })
        $answers.InputObject.Id | Should -Be (1..7)
        $answers[0].GetType().Name | Should -Be 'ChatCompletion'
        $mock.Requests.Count | Should -Be 7

        # The second run sends nothing.
        (& $sample -Row $rows -Checkpoint $file -ApiKey $key -BaseUri $mock.BaseUri -ShardCount 1 -Module $module).Count | Should -Be 7
        $mock.Requests.Count | Should -Be 7
    }

    It 'sends the requests that a machine did not finish from the local computer' {
        Add-QubridMockReply -Server $mock -StatusCode 400 -Match 'question 2' -Times 1
        $rows = 1..3 | ForEach-Object { [pscustomobject]@{ Prompt = "question $_" } }
        $answers = & $sample -Row $rows -Checkpoint (Join-Path $TestDrive 'rest.jsonl') -ApiKey $key -BaseUri $mock.BaseUri -ShardCount 2 -Module $module
        $answers.Count | Should -Be 3
        $mock.Requests.Count | Should -Be 4
    }
}
