BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'A report' {
    BeforeAll {
        $script:server = Start-QubridMockServer -Connect
        Add-QubridMockReply 'The disk is full.' -Match 'disk'
        Add-QubridMockReply 'too many' -StatusCode 429 -Match 'network'
        $script:file = Join-Path $TestDrive 'report.html'
        $script:journal = Join-Path $TestDrive 'exchanges.jsonl'
        $script:results = 'disk 1', 'network 2', 'disk 3' |
            Invoke-QubridChat 'What is wrong?' -Each -MaximumRetryCount 0 -Checkpoint $journal -ErrorAction Continue 2>&1
    }

    AfterAll {
        $server | Stop-QubridMockServer
    }

    BeforeEach {
        Get-ChildItem -Path $TestDrive -Filter 'report*' | Remove-Item -Force
    }

    AfterEach {
        # Beside the reports there is no temporary file.
        (Get-ChildItem -Path $TestDrive -Force).Name | Where-Object { $_ -notin 'exchanges.jsonl', 'report.html', 'results.xml' } | Should -BeNullOrEmpty
    }

    It 'contains completions and errors in their order, and is returned only with -PassThru' {
        $results | Export-QubridReport $file -Title 'Night & day' | Should -BeNullOrEmpty
        $page = Get-Content -Path $file -Raw -Encoding utf8
        $page | Should -Match '<title>Night &amp; day</title>'
        $rows = [regex]::Matches($page, '(?s)<tbody id="rows">.*</tbody>|<tr class="failed".*?</tr>|<tr[ >].*?</tr>').Value -join ''
        $rows.IndexOf('disk 1') | Should -BeLessThan $rows.IndexOf('network 2')
        $rows.IndexOf('network 2') | Should -BeLessThan $rows.IndexOf('disk 3')
        $page | Should -Match 'Qubrid\.(<wbr>)?RateLimited'

        $written = Export-QubridReport -InputObject $results[0] -Path $file -Force -PassThru
        $written | Should -BeOfType System.IO.FileInfo
        $written.FullName | Should -Be (Get-Item -Path $file).FullName
        Get-Content -Path $file -Raw | Should -Not -Match 'network 2'
    }

    It 'is the same table for <Name>' -ForEach @(
        @{ Name = 'objects that were saved and read again'; Get = { $results | Export-Clixml "$TestDrive/results.xml"; Import-Clixml "$TestDrive/results.xml"; Remove-Item "$TestDrive/results.xml" } }
        @{ Name = 'the exchanges of the checkpoint'; Get = { Get-QubridJournal -Path $journal } }
    ) {
        & $Get | Export-QubridReport -Path $file
        $page = Get-Content -Path $file -Raw -Encoding utf8
        [regex]::Matches($page, 'The disk is full\.').Count | Should -Be 2
        $page | Should -Match 'openai/gpt-oss-120b'
    }

    It 'is written to the location of the session, and to a drive' {
        Push-Location -Path $TestDrive
        try { $results | Export-QubridReport report.html } finally { Pop-Location }
        $file | Should -Exist
        $results | Export-QubridReport TestDrive:/report.html -Force
        Test-Path -Path $file | Should -BeTrue
    }

    It 'is not written with -WhatIf, and replaces a file only with -Force' {
        $results | Export-QubridReport $file -WhatIf
        $file | Should -Not -Exist
        Set-Content -Path $file -Value 'mine'
        { $results | Export-QubridReport $file } | Should -Throw -ErrorId 'Qubrid.FileExists,*'
        Get-Content -Path $file | Should -Be 'mine'
        $results | Export-QubridReport $file -Force
        Get-Content -Path $file -Raw | Should -Match '<!DOCTYPE html>'
    }

    It 'reports <Name> and leaves no file' -ForEach @(
        @{ Name = 'that nothing was piped'; Id = 'Qubrid.InvalidInput'; Use = { @() | Export-QubridReport $file } }
        @{ Name = 'a folder'; Id = 'Qubrid.ReportUnusable'; Use = { $results | Export-QubridReport $TestDrive } }
        @{ Name = 'a folder that does not exist'; Id = 'Qubrid.ReportUnusable'; Use = { $results | Export-QubridReport (Join-Path $TestDrive 'no/report.html') } }
        @{ Name = 'other objects'; Id = 'Qubrid.InvalidInput'; Use = { Get-Process -Id $PID | Export-QubridReport $file -ErrorAction SilentlyContinue } }
        @{ Name = 'prices in another form'; Id = 'Qubrid.InvalidInput'; Use = { $results | Export-QubridReport $file -Price @{ 'm' = 3 } } }
    ) {
        try { & $Use } catch { $caught = $_ }
        $caught.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $caught.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $file | Should -Not -Exist
    }
}
