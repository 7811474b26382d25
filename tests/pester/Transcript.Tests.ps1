BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    . (Join-Path $PSScriptRoot 'ChildShell.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'A transcript of a call with -Live' {
    BeforeAll {
        $script:file = Join-Path $TestDrive 'transcript.txt'
        $script:run = Invoke-ChildShell -Command @"
            Import-Module -Name '$($manifest.FullName)'
            `$null = Start-QubridMockServer -Connect
            `$null = Start-Transcript -Path '$file'
            'before'; `$null = Invoke-QubridChat 'live' -Live; 'between'; Invoke-QubridChat 'shown' -Live; 'after'
            `$null = Stop-Transcript
"@
        $script:text = Get-Content -Path $file -Raw -Encoding UTF8
    }

    It 'contains the live text once' {
        # PowerShell ends the line in a transcript after each piece, as it does for Write-Host -NoNewline.
        $live = [regex]::Match($text, '(?s)before\s(.*?)between').Groups[1].Value
        $live -split '\s+' | Where-Object { $_ } | Should -Be 'Mock', 'answer', 'to:', 'live'
        $run.Output | Should -Contain 'Mock answer to: live'
    }

    It 'contains the displayed completion' {
        $text | Should -Match '(?m)^Mock answer to: shown\s*$'
        $text | Should -Match 'openai/gpt-oss-120b . 1 \+ 4 tokens'
    }

    It 'has no control characters' {
        $text | Should -Not -Match '[^\P{Cc}\r\n\t]'
    }
}
