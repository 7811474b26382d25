BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

# Tests the statements of about_QubridPS_Testing about Mock. There is no connection, so calls that are not mocked fail.
Describe 'Pester''s Mock of Invoke-QubridChat' {
    BeforeAll {
        $script:saved = $env:QUBRID_API_KEY
        $env:QUBRID_API_KEY = $null
    }

    AfterAll {
        $env:QUBRID_API_KEY = $saved
    }

    It 'returns a completion without a key and network access' {
        Mock Invoke-QubridChat { New-QubridCompletion "billing: $Prompt" -Prompt $Prompt -Model $Model }
        $answer = Invoke-QubridChat 'invoice 7' -System 'One word.'
        $answer.Text, $answer.FinishReason, $answer.Usage.TotalTokens | Should -Be 'billing: invoice 7', 'stop', 5
        Should -Invoke Invoke-QubridChat -Times 1 -Exactly -ParameterFilter { $Prompt -eq 'invoice 7' -and $System -eq 'One word.' }
    }

    It 'is selected by a filter on any parameter' {
        Mock Invoke-QubridChat { New-QubridCompletion 'from the rest' }
        Mock Invoke-QubridChat { New-QubridCompletion 'from the small one' } -ParameterFilter { $Model -eq 'small' }
        (Invoke-QubridChat 'Hello' -Model small).Text | Should -Be 'from the small one'
        (Invoke-QubridChat 'Hello').Text | Should -Be 'from the rest'
    }

    It 'runs once for each piped object, even if the cmdlet would send one request' {
        Mock Invoke-QubridChat { New-QubridCompletion "seen $($InputObject.Name)" -InputObject $InputObject }
        $answers = [pscustomobject]@{ Name = 'a' }, [pscustomobject]@{ Name = 'b' } | Invoke-QubridChat 'Which?'
        $answers.Text | Should -Be 'seen a', 'seen b'
        $answers[1].InputObject.Name | Should -Be 'b'
        Should -Invoke Invoke-QubridChat -Times 2 -Exactly
    }

    It 'binds Prompt from the object, and by a script block' {
        Mock Invoke-QubridChat { New-QubridCompletion "to $Prompt" }
        ([pscustomobject]@{ Prompt = 'one' } | Invoke-QubridChat).Text | Should -Be 'to one'
        (1..2 | Invoke-QubridChat -Prompt { "number $_" }).Text | Should -Be 'to number 1', 'to number 2'
    }

    It 'returns updates for -Stream' {
        Mock Invoke-QubridChat { New-QubridCompletion 'one two' -Stream:$Stream }
        (Invoke-QubridChat 'Hello' -Stream).Text | Should -Be 'one', ' two', $null
    }

    It 'validates parameter ranges and sets' {
        Mock Invoke-QubridChat { New-QubridCompletion 'x' }
        { Invoke-QubridChat 'Hello' -Temperature 9 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        { Invoke-QubridChat 'Hello' -As Prose } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
        Should -Invoke Invoke-QubridChat -Times 0 -Exactly
    }

    It 'converts messages and hashtables for -Message to the real type' {
        Mock Invoke-QubridChat { New-QubridCompletion "$($Message.Role): $Message" }
        (Invoke-QubridChat -Message (New-QubridMessage 'Hi')).Text | Should -Be 'user: Hi'
        (Invoke-QubridChat -Message @{ role = 'system'; content = 'Be short.' }).Text | Should -Be 'system: Be short.'
    }

    It 'does not perform the checks of the cmdlet and has no default values' {
        Mock Invoke-QubridChat { New-QubridCompletion "ThrottleLimit is $ThrottleLimit" }
        (Invoke-QubridChat '' -Stream -Live).Text | Should -Be 'ThrottleLimit is 0'
    }

    It 'throws the specified error' {
        Mock Invoke-QubridChat { throw 'The service is down.' }
        { Invoke-QubridChat 'Hello' } | Should -Throw 'The service is down.'
    }

    It 'fails if no filter matches' {
        # Pester 5 runs the cmdlet, which has no key here; Pester 6 reports the missing mock.
        Mock Invoke-QubridChat { New-QubridCompletion 'x' } -ParameterFilter { $Model -eq 'small' }
        $isPester5 = (Get-Module -Name Pester).Version.Major -eq 5
        { Invoke-QubridChat 'Hello' } | Should -Throw -ErrorId $(if ($isPester5) { 'Qubrid.NoApiKey,*' } else { 'No mock for command*' })
    }

    It 'of Connect-Qubrid accepts a string as key with -RemoveParameterType' {
        Mock Connect-Qubrid { } -RemoveParameterType ApiKey
        Connect-Qubrid -ApiKey 'from a vault'
        Should -Invoke Connect-Qubrid -Times 1 -Exactly -ParameterFilter { $ApiKey -eq 'from a vault' }
    }
}

Describe 'Pester''s Mock in a module' {
    BeforeAll {
        New-Module -Name OpsTools -ScriptBlock {
            function Get-Team {
                param([string] $Ticket)
                (Invoke-QubridChat "Which team? $Ticket" -Model small).Text
            }
        } | Import-Module
    }

    AfterAll {
        Remove-Module -Name OpsTools
    }

    It 'applies to the functions of the module with -ModuleName' {
        Mock Invoke-QubridChat { New-QubridCompletion 'network' } -ModuleName OpsTools
        Get-Team 'VPN drops' | Should -Be 'network'
        Should -Invoke Invoke-QubridChat -ModuleName OpsTools -Times 1 -Exactly -ParameterFilter { $Prompt -match 'VPN' -and $Model -eq 'small' }
    }

    It 'does not apply without -ModuleName' {
        Mock Invoke-QubridChat { New-QubridCompletion 'network' }
        { Get-Team 'VPN drops' } | Should -Throw -ErrorId 'Qubrid.NoApiKey,*'
    }
}
