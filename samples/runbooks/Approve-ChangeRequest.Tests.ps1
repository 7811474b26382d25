BeforeAll {
    Import-Module -Name QubridPS
    $script:runbook = Join-Path $PSScriptRoot 'Approve-ChangeRequest.ps1'
    $script:changes = @(
        [pscustomobject]@{ Id = 'C1'; Title = 'Raise log level'; Plan = 'Edit app.json'; Rollback = 'Edit it back'; Requester = 'jane' }
        [pscustomobject]@{ Id = 'C2'; Title = 'Drop old table'; Plan = 'drop table'; Rollback = ''; Requester = 'joe' }
        [pscustomobject]@{ Id = 'C3'; Title = 'Move the DNS'; Plan = 'ask IT'; Rollback = 'ask IT'; Requester = 'jim' }
    )
}

Describe 'Approve-ChangeRequest' {
    BeforeEach {
        $script:approved = [System.Collections.Generic.List[string]]::new()
        $script:approve = { param($Change) $approved.Add($Change.Id) }
    }

    Context 'with the mock server' {
        BeforeEach {
            $script:mock = Start-QubridMockServer -Connect -Strict
            Add-QubridMockReply 'APPROVE: small and can be undone' -Match '"Id":"C1"'
            Add-QubridMockReply 'REJECT: there is no way back' -Match '"Id":"C2"'
            Add-QubridMockReply 'I would ask the owner first.' -Match '"Id":"C3"'
        }

        AfterEach {
            $mock | Stop-QubridMockServer
        }

        It 'approves only the requests that pass' {
            $verdicts = $changes | & $runbook -ApproveAction $approve -Confirm:$false
            $verdicts.Verdict | Should -Be 'Approve', 'Reject', 'Human'
            $verdicts.Reason[1] | Should -Be 'there is no way back'
            $verdicts.Approved | Should -Be $true, $false, $false
            $approved | Should -Be 'C1'
        }

        It 'reviews but approves nothing with -WhatIf' {
            $verdicts = & $runbook -Change $changes -ApproveAction $approve -WhatIf
            $verdicts.Verdict | Should -Be 'Approve', 'Reject', 'Human'
            $verdicts.Approved | Should -Not -Contain $true
            $approved.Count | Should -Be 0
        }

        It 'sends the policy and one request each, without names' {
            $null = & $runbook -Change $changes -ApproveAction $approve -Policy 'Only on Sundays.' -Confirm:$false
            @(Get-QubridMockRequest).Count | Should -Be 3
            (Get-QubridMockRequest)[0].System | Should -Be 'Only on Sundays.'
            (Get-QubridMockRequest).Body | Should -Not -Match 'jane|joe|jim'
        }
    }

    # Pester's Mock also creates finish reasons that the mock server doesn't send.
    It 'requires a human decision if the response is incomplete or unexpected: <Text>' -ForEach @(
        @{ Text = 'APPROVE: fine'; Finish = 'length' }
        @{ Text = 'approve: fine'; Finish = 'stop' }
        @{ Text = 'I think APPROVE: fine'; Finish = 'stop' }
        @{ Text = ''; Finish = 'stop' }
    ) {
        Mock Invoke-QubridChat { New-QubridCompletion $Text -FinishReason $Finish -InputObject $InputObject }
        (& $runbook -Change $changes[0] -ApproveAction $approve -Confirm:$false).Verdict | Should -Be 'Human'
        $approved.Count | Should -Be 0
        Should -Invoke Invoke-QubridChat -Times 1 -Exactly -ParameterFilter { $Temperature -eq 0 }
    }

    It 'approves nothing if the service fails' {
        Mock Invoke-QubridChat { throw 'down' }
        { & $runbook -Change $changes -ApproveAction $approve -Confirm:$false } | Should -Throw 'down'
        $approved.Count | Should -Be 0
    }
}
