BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')

    # Returns the completions at the end of a line.
    function Get-Offer([string] $Line) {
        @([System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches |
                Where-Object ResultType -NE 'ProviderItem' | Where-Object ResultType -NE 'ProviderContainer' | ForEach-Object CompletionText)
    }
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'Tab completion of -Property' {
    It 'offers properties of the piped objects: <Line>' -ForEach @(
        @{ Line = 'Get-Process | Invoke-QubridChat "Which?" -Property Work'; Expected = 'WorkingSet64' }
        @{ Line = 'Get-Process | Where-Object Id -gt 5 | Invoke-QubridChat "Which?" -Property Id, ProcessN'; Expected = 'ProcessName' }
        @{ Line = '$files = Get-ChildItem -File; $files | Invoke-QubridChat "Which?" -Property LastW'; Expected = 'LastWriteTime' }
        @{ Line = '[pscustomobject]@{ Alpha = 1; Beta = 2 } | Invoke-QubridChat "Which?" -Property Al'; Expected = 'Alpha' }
        @{ Line = 'Invoke-QubridChat "Which?" -InputObject (Get-Date) -Property DayOfW'; Expected = 'DayOfWeek' }
        @{ Line = '$completedRows | Invoke-QubridChat "Which?" -Property ProcessN'; Expected = 'ProcessName' }
        @{ Line = 'Invoke-QubridChat "Which?" -InputObject $completedRows -Property ProcessN'; Expected = 'ProcessName' }
    ) {
        $global:completedRows = Get-Process -Id $PID
        try { Get-Offer $Line | Should -Contain $Expected } finally { Remove-Variable -Name completedRows -Scope Global }
    }

    It 'uses the opening quotation mark' {
        Get-Offer "Get-Process | Invoke-QubridChat 'Which?' -Property 'ProcessN" | Should -Contain "'ProcessName'"
    }

    It 'offers nothing if the type is unknown' {
        Get-Offer 'Invoke-QubridChat "Which?" -Property ' | Should -BeNullOrEmpty
        Get-Offer 'Get-Process | Invoke-QubridChat "Which?" -Property NoSuch' | Should -BeNullOrEmpty
    }
}

Describe 'Tab completion of -SecretName' {
    It 'offers nothing without Get-SecretInfo' -Skip:([bool](Get-Command -Name Get-SecretInfo -ErrorAction Ignore)) {
        Get-Offer 'Connect-Qubrid -SecretName Qu' | Should -BeNullOrEmpty
    }

    It 'offers the secrets of Get-SecretInfo in the specified vault' {
        # A replacement for the command of SecretManagement.
        function global:Get-SecretInfo([string] $Name, [string] $Vault) {
            $secrets = @{ Name = 'QubridKey'; VaultName = 'ops' }, @{ Name = 'Qubrid test'; VaultName = 'lab' }, @{ Name = 'Other'; VaultName = 'ops' }
            $secrets | Where-Object { -not $Vault -or $_.VaultName -eq $Vault } | ForEach-Object { [pscustomobject] $_ }
        }
        try {
            Get-Offer 'Connect-Qubrid -SecretName Qu' | Should -Be "'Qubrid test'", 'QubridKey'
            Get-Offer 'Connect-Qubrid -Vault ops -SecretName ' | Should -Be 'Other', 'QubridKey'
            function global:Get-SecretInfo { throw 'The vault is locked.' }
            Get-Offer 'Connect-Qubrid -SecretName Qu' | Should -BeNullOrEmpty
        }
        finally {
            Remove-Item -Path Function:\Get-SecretInfo
        }
    }
}

Describe 'Tab completion of -Id of New-QubridErrorRecord' {
    It 'offers ids with and without the prefix' {
        Get-Offer 'New-QubridErrorRecord -Id Qubrid.Rate' | Should -Be 'Qubrid.RateLimited'
        Get-Offer 'New-QubridErrorRecord -Id stream' | Should -Be 'Qubrid.StreamError', 'Qubrid.StreamInterrupted'
    }
}
