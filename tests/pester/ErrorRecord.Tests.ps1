BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'New-QubridErrorRecord' {
    It 'returns the same error as a real failure with status <Status>' -ForEach @(
        @{ Status = 400 }, @{ Status = 401 }, @{ Status = 403 }, @{ Status = 404 }, @{ Status = 408 }, @{ Status = 422 }
        @{ Status = 429 }, @{ Status = 500 }, @{ Status = 503 }
    ) {
        $mock = Start-QubridMockServer -Connect
        try {
            Add-QubridMockReply 'Said so.' -StatusCode $Status
            try { Invoke-QubridChat 'Hello' -MaximumRetryCount 0 } catch { $real = $_ }
        }
        finally {
            $mock | Stop-QubridMockServer
        }

        $made = New-QubridErrorRecord -StatusCode $Status -Message 'Said so.'
        $made | Should -BeOfType [System.Management.Automation.ErrorRecord]
        $made.FullyQualifiedErrorId | Should -BeExactly $real.FullyQualifiedErrorId
        $made.CategoryInfo.Category | Should -Be $real.CategoryInfo.Category
        $made.ErrorDetails.RecommendedAction | Should -BeExactly $real.ErrorDetails.RecommendedAction
        $made.ErrorDetails.Message | Should -BeExactly ($real.ErrorDetails.Message -replace ' Request id: .*')
        $made.Exception.GetType() | Should -Be $real.Exception.GetType()
        foreach ($property in 'Kind', 'StatusCode', 'ServiceMessage', 'Message', 'RetryAfter', 'Attempts', 'PartialCompletion', 'Model') {
            $made.Exception.$property | Should -Be $real.Exception.$property -Because $property
        }
    }

    It 'returns the error with the id <Id>' -ForEach @(
        @{ Id = 'Qubrid.RateLimited'; Status = 429; Category = 'LimitsExceeded' }
        @{ Id = 'unauthorized'; Status = 401; Category = 'AuthenticationError' }
        @{ Id = 'Qubrid.ServerError,QubridPS.InvokeQubridChatCommand'; Status = 500; Category = 'ResourceUnavailable' }
        @{ Id = 'Qubrid.ConnectionFailed'; Status = $null; Category = 'ConnectionError' }
        @{ Id = 'Qubrid.Timeout'; Status = $null; Category = 'OperationTimeout' }
        @{ Id = 'Qubrid.StreamInterrupted'; Status = 200; Category = 'ConnectionError' }
        @{ Id = 'Qubrid.StreamError'; Status = 200; Category = 'ResourceUnavailable' }
        @{ Id = 'Qubrid.SchemaMismatch'; Status = $null; Category = 'InvalidData' }
        @{ Id = 'Qubrid.JournalMiss'; Status = $null; Category = 'ObjectNotFound' }
    ) {
        $made = New-QubridErrorRecord -Id $Id
        $made.FullyQualifiedErrorId | Should -Be "Qubrid.$($made.Exception.Kind),QubridPS.InvokeQubridChatCommand"
        $made.FullyQualifiedErrorId | Should -BeLike "*$(($Id -split ',')[0])*"
        $made.CategoryInfo.Category | Should -Be $Category
        $made.Exception.StatusCode.value__ | Should -Be $Status
        $made.ErrorDetails.Message | Should -Match '[^.]\.$'
        $made.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        (New-QubridErrorRecord -Id $Id -Message 'As it was').ErrorDetails.Message | Should -Match 'As it was\.$'
    }

    It 'returns every error of about_QubridPS_Errors' {
        $topic = Get-Content -Path (Join-Path $PSScriptRoot '../../docs/en-US/about_QubridPS_Errors.help.txt')
        $ids = @($topic -match '^    Qubrid\.\w+$' | ForEach-Object Trim)
        $ids.Count | Should -BeGreaterThan 30
        foreach ($id in $ids) {
            $made = New-QubridErrorRecord -Id $id
            $made.FullyQualifiedErrorId | Should -BeLike "$id,*"
            $made.ErrorDetails.Message | Should -Match '\w.*[^.]\.$'
            $made.ErrorDetails.RecommendedAction | Should -Match '\w.*[^.]\.$'
        }

        @([System.Management.Automation.CommandCompletion]::CompleteInput('New-QubridErrorRecord -Id Qubrid.', 33, $null).CompletionMatches.CompletionText | Sort-Object) |
            Should -Be @($ids | Sort-Object)
    }

    It 'accepts RetryAfter in seconds or as a time span' {
        (New-QubridErrorRecord -StatusCode 429 -RetryAfter 30).Exception.RetryAfter | Should -Be ([timespan]'00:00:30')
        (New-QubridErrorRecord -StatusCode 429 -RetryAfter 1.5).Exception.RetryAfter.TotalSeconds | Should -Be 1.5
        (New-QubridErrorRecord -StatusCode 503 -RetryAfter ([timespan]::FromMinutes(2))).Exception.RetryAfter.TotalSeconds | Should -Be 120
        (New-QubridErrorRecord -RetryAfter 30).ErrorDetails.RecommendedAction | Should -Match 'Wait 30 s'
    }

    It 'stores the partial text in PartialCompletion' {
        $made = New-QubridErrorRecord -PartialText 'Half an' -TargetObject 'row 7'
        $made.FullyQualifiedErrorId | Should -BeLike 'Qubrid.StreamInterrupted,*'
        $made.TargetObject | Should -Be 'row 7'
        $made.Exception.PartialCompletion.PSObject.TypeNames[0] | Should -Be 'Qubrid.Client.ChatCompletion'
        $made.Exception.PartialCompletion.Text | Should -Be 'Half an'
        $made.Exception.PartialCompletion.FinishReason | Should -BeNullOrEmpty
        $made.Exception.PartialCompletion.Usage | Should -BeNullOrEmpty
        $made.ErrorDetails.Message | Should -Match '7 characters'
        (New-QubridErrorRecord -StatusCode 500 -PartialText 'x').FullyQualifiedErrorId | Should -BeLike 'Qubrid.ServerError,*'
    }

    It 'returns a server error by default, and ignores null arguments' {
        (New-QubridErrorRecord).Exception.StatusCode.value__ | Should -Be 500
        $made = New-QubridErrorRecord -Id $null -Message $null -RetryAfter $null -PartialText $null -TargetObject $null
        $made.FullyQualifiedErrorId | Should -BeLike 'Qubrid.ServerError,*'
    }

    It 'lists the valid ids' {
        { New-QubridErrorRecord -Id 'Qubrid.NoSuch' } | Should -Throw -ErrorId 'Qubrid.InvalidInput,*'
        try { New-QubridErrorRecord -Id 'Qubrid.NoSuch' } catch { $failure = $_ }
        $failure.ErrorDetails.RecommendedAction | Should -Match 'Qubrid\.RateLimited, '
        { New-QubridErrorRecord -Id 'Qubrid.NoApiKey' -StatusCode 429 } | Should -Throw -ErrorId 'Qubrid.InvalidInput,*'
        { New-QubridErrorRecord -StatusCode 200 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'is measured as a failure' {
        $measured = (New-QubridErrorRecord -StatusCode 429), (New-QubridErrorRecord -Id Qubrid.NoApiKey) | Measure-QubridChat
        ($measured | Measure-Object -Property Failures -Sum).Sum | Should -Be 2
    }
}

Describe 'A mock that fails with New-QubridErrorRecord' {
    BeforeAll {
        # A runbook with an error path.
        function Get-Answer {
            param([string] $Prompt)
            try {
                (Invoke-QubridChat $Prompt -ErrorAction Stop).Text
            }
            catch {
                $failure = $_
                switch -Wildcard ($failure.FullyQualifiedErrorId) {
                    'Qubrid.RateLimited,*' { "wait $($failure.Exception.RetryAfter.TotalSeconds)" }
                    'Qubrid.StreamInterrupted,*' { "$($failure.Exception.PartialCompletion.Text)..." }
                    default { throw }
                }
            }
        }
    }

    It 'covers each error path' {
        Mock Invoke-QubridChat { throw (New-QubridErrorRecord -StatusCode 429 -RetryAfter 30) }
        Get-Answer 'Hello' | Should -Be 'wait 30'
        Mock Invoke-QubridChat { throw (New-QubridErrorRecord -PartialText 'Half an') }
        Get-Answer 'Hello' | Should -Be 'Half an...'
        Mock Invoke-QubridChat { throw (New-QubridErrorRecord -StatusCode 401) }
        { Get-Answer 'Hello' } | Should -Throw -ErrorId 'Qubrid.Unauthorized,QubridPS.InvokeQubridChatCommand'
    }

    It 'has the category, target and recommended action' {
        Mock Invoke-QubridChat { throw (New-QubridErrorRecord -StatusCode 403 -TargetObject $Prompt) }
        try { Invoke-QubridChat 'Hello' } catch { $failure = $_ }
        $failure.CategoryInfo.Category | Should -Be 'PermissionDenied'
        $failure.TargetObject | Should -Be 'Hello'
        $failure.ErrorDetails.RecommendedAction | Should -Match 'API key'
    }

    It 'writes the error of one item, and the other items continue' {
        Mock Invoke-QubridChat {
            if ("$InputObject" -eq 'bad') { Write-Error -ErrorRecord (New-QubridErrorRecord -StatusCode 500 -TargetObject $InputObject) } else { New-QubridCompletion "about $InputObject" }
        }
        $answers = 'good', 'bad', 'better' | Invoke-QubridChat -ErrorVariable failures -ErrorAction SilentlyContinue
        $answers.Text | Should -Be 'about good', 'about better'
        @($failures | Where-Object FullyQualifiedErrorId -Like 'Qubrid.ServerError,*')[0].TargetObject | Should -Be 'bad'
    }
}
