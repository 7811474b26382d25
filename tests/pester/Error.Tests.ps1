BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'Errors' {
    It 'can be caught, with id, recommended action and status' {
        $mock = Start-QubridMockServer
        $connection = Connect-Qubrid -ApiKey k -BaseUri "$($mock.BaseUri)/nowhere" -PassThru
        try {
            Invoke-QubridChat 'Hello' -Connection $connection
            throw 'No error came.'
        }
        catch {
            $_.FullyQualifiedErrorId | Should -Be 'Qubrid.NotFound,QubridPS.InvokeQubridChatCommand'
            [int]$_.Exception.StatusCode | Should -Be 404
            $_.ErrorDetails.RecommendedAction | Should -Match 'Get-QubridModel'
        }

        $mock | Stop-QubridMockServer
    }

    It 'of one item do not affect the others' {
        $mock = Start-QubridMockServer -Connect
        $answers = [pscustomobject]@{ Prompt = 'a' }, [pscustomobject]@{ Prompt = '' }, [pscustomobject]@{ Prompt = 'c' } |
            Invoke-QubridChat -ErrorVariable failures -ErrorAction SilentlyContinue
        $answers.InputObject.Prompt | Should -Be 'a', 'c'
        $failures.Count | Should -Be 1
        $mock | Stop-QubridMockServer
    }
}
