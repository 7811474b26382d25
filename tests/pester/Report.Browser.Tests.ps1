# Writes reports and opens them in Chromium. One Node.js process runs all checks of browser/*.checks.mjs, and each is a test here.
BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'Browser.ps1')
    $missing = Get-BrowserSkipReason
    $script:reason = if ($missing) { " (skipped: $missing)" }
    $names = if (-not $missing) { & node (Join-Path $PSScriptRoot 'browser/run.mjs') | ConvertFrom-Json }
    $script:checks = @($names | ForEach-Object { @{ Name = $_ } })
    if ($missing) { $script:checks = @(@{ Name = 'passes the checks in Chromium' }) }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    . (Join-Path $PSScriptRoot 'Browser.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'The page of a report<Reason>' -ForEach @{ Reason = $reason } -Skip:([bool]$reason) {
    BeforeAll {
        $teams = 'billing', 'network', 'storage'
        function Get-SampleCompletion([int] $Number) {
            $reason = if ($Number % 9 -eq 0) { 'length' } else { 'stop' }
            New-QubridCompletion "Answer $Number" -Prompt "What is wrong with server$Number?" -PromptTokens $Number -CompletionTokens (($Number * 37) % 1200) `
                -Model ('openai/gpt-oss-120b', 'openai/gpt-oss-20b')[$Number % 2] -FinishReason $reason `
                -InputObject ([pscustomobject]@{ Name = "server$Number"; Team = $teams[$Number % 3] })
        }

        $files = @{}
        'small', 'large', 'hostile' | ForEach-Object { $files[$_] = Join-Path $TestDrive "$_.html" }

        $failures = foreach ($number in 1..8) {
            New-QubridErrorRecord -StatusCode (429, 500)[$number % 2] -Message "Failure $number" -TargetObject ([pscustomobject]@{ Name = "failed$number"; Team = 'network' })
        }
        $prices = @{ 'openai/*' = @{ Input = 150; Output = 600 } }
        @(1..40 | ForEach-Object { Get-SampleCompletion (41 - $_) }) + $failures |
            Export-QubridReport -Path $files.small -Title 'Nightly batch' -GroupBy InputObject.Team -Price $prices -IncludeText
        1..5003 | ForEach-Object { Get-SampleCompletion $_ } | Export-QubridReport -Path $files.large

        # Each text is in every column that a model, the service, or a file can fill.
        $texts = @(
            '<script>window.pwned1 = 1; alert(1)</script>'
            '"><img src=x onerror="window.pwned2=1">'
            "'><svg onload=alert(1)><animate onbegin=alert(1) attributeName=x dur=1s>"
            '</script><script>window.pwned3=1</script>'
            '</style><style>body{display:none}</style></table></main></body>'
            '</title></desc></text></svg><script>window.pwned4=1</script>'
            '<!-- --!> <![CDATA[ ]]> <?xml ?> <!DOCTYPE html>'
            '<iframe src="javascript:window.pwned5=1"></iframe><base href="https://attacker.invalid/">'
            '<a href="javascript:alert(1)">javascript:alert(1)</a> https://attacker.invalid/ [x](javascript:alert(1))'
            '`${window.pwned6=1}` {{constructor.constructor("alert(1)")()}} <%= 1 %> \u003cscript\u003e \x3c'
            '&lt;script&gt;alert(1)&lt;/script&gt; &#60;img&#62; &amp &'
            "nul$([char]0) bell$([char]7) escape$([char]27)[31m delete$([char]0x7f) next$([char]0x85) line$([char]0x2028)paragraph$([char]0x2029)"
            "right $([char]0x202e)txt.exe$([char]0x202c) $([char]0x2067)isolate$([char]0x2069) mark$([char]0x200f) zero$([char]0x200b)width$([char]0xfeff)"
            "lone $([char]0xd800) $([char]0xdc00)x$([char]0xdfff) $([char]0xffff)"
            "<form action=https://attacker.invalid><input autofocus onfocus=alert(1)><button>$([char]9)x`r`ny"
            '<meta http-equiv=refresh content="0;url=https://attacker.invalid/"><link rel=stylesheet href=//attacker.invalid/x.css>'
            '<img src=//attacker.invalid/x.png>' * 30000
            'W' * 1MB
        )
        $hostile = foreach ($text in $texts) {
            $shared = @{ Prompt = "prompt $text"; InputObject = [pscustomobject]@{ Name = $text; Team = "team $text"; "property $($text.Substring(0, 10))" = $text } }
            New-QubridCompletion $text @shared -Model "model $text" -FinishReason "reason $text" -Reasoning $text
            New-QubridCompletion -Data ([pscustomobject]@{ value = $text }) @shared -Model $text
            New-QubridCompletion $text @shared -Message (New-QubridMessage "system $text" -Role system)
            New-QubridErrorRecord -StatusCode 500 -Message $text -PartialText $text -TargetObject $text
            [System.Management.Automation.ErrorRecord]::new([System.InvalidOperationException]::new($text), "Qubrid.$text", 'NotSpecified', [System.IO.FileInfo]'web07.log')
        }
        $hostile | Export-QubridReport -Path $files.hostile -Title $texts[0] -GroupBy InputObject.Team -IncludeText

        $arguments = @($files.Keys | ForEach-Object { "$_=$($files[$_])" })
        $script:results = & node (Join-Path $PSScriptRoot 'browser/run.mjs') (Find-Browser) $arguments | ConvertFrom-Json
    }

    It '<Name>' -ForEach $checks {
        $result = $results | Where-Object name -EQ $Name
        $result | Should -Not -BeNullOrEmpty -Because 'the check should have run'
        $result.error | Should -BeNullOrEmpty
    }
}
