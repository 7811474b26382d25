BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    . (Join-Path $PSScriptRoot 'ChildShell.ps1')
    $script:mock = Start-QubridMockServer -Connect
    $script:flat = 'Model', 'Text', 'FinishReason', 'PromptTokens', 'CompletionTokens', 'TotalTokens', 'TtftSeconds', 'TokensPerSecond', 'TotalTimeSeconds'
    $script:calls = @('one two', 'three' | Invoke-QubridChat)

    # Returns the lines of a view without trailing white space.
    function Get-ShownLine {
        param($InputObject)
        @(($InputObject | Out-String -Width 120) -split '\r?\n' | ForEach-Object TrimEnd | Where-Object Length)
    }
}

AfterAll {
    $mock | Stop-QubridMockServer
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'Views' {
    It 'show a completion as its text and one line' {
        $lines = Get-ShownLine $calls[0]
        $lines.Count | Should -Be 2
        $lines[0] | Should -Be 'Mock answer to: one two'
    }

    It 'show one row per completion in a table' {
        $lines = Get-ShownLine ($calls | Format-Table)
        $lines.Count | Should -Be 4
        $lines[0] | Should -Match '^Model +FinishReason +Tokens +Time +Text$'
        $lines[2] | Should -Match '^openai/gpt-oss-120b +stop +2 \+ 5 tokens +\d+\.\d\d s +Mock answer to: one two$'
    }

    It 'truncate and sanitize the text in a table' {
        Add-QubridMockReply -Text "First`n$([char]27)[31mred $('x' * 500)" -Match 'long' -Times 1
        $lines = Get-ShownLine (Invoke-QubridChat 'long' | Format-Table)
        $lines.Count | Should -Be 3
        $lines[2] | Should -Match 'First\u240a\u241b\[31mred x'
        $lines[2].Length | Should -BeLessOrEqual 120
    }

    It 'show one row per update' {
        Add-QubridMockReply -Text "One`ntwo three" -Match 'rows' -Times 1
        $updates = @(Invoke-QubridChat 'rows' -Stream)
        $lines = Get-ShownLine $updates
        $lines.Count | Should -Be ($updates.Count + 2)
        $lines[0] | Should -Match '^ *Index +Text +Reasoning +FinishReason +Tokens$'
        $lines[-1] | Should -Match '^ +0 +stop +1 \+ \d tokens$'
    }

    It 'show deserialized objects in the same way' {
        $file = Join-Path $TestDrive 'calls.xml'
        $calls | Export-Clixml -Path $file
        Get-ShownLine (Import-Clixml -Path $file | Format-Table) | Should -Be (Get-ShownLine ($calls | Format-Table))
    }
}

Describe 'The property set Report' {
    It 'is flat for <_>' -ForEach 'objects', 'deserialized objects', 'bags of properties' {
        $source = switch ($_) {
            'objects' { $calls }
            'deserialized objects' { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($calls)) }
            # Objects that a session without the module deserialized and serialized again.
            'bags of properties' {
                foreach ($call in $calls) {
                    $bag = [pscustomobject]@{ Model = $call.Model; Text = $call.Text; FinishReason = $call.FinishReason; Usage = $call.Usage; Metrics = $call.Metrics }
                    $bag.PSObject.TypeNames.Insert(0, 'Deserialized.Qubrid.Client.ChatCompletion')
                    $bag
                }
            }
        }
        $rows = @($source | Select-Object -Property Report)
        $rows[0].PSObject.Properties.Name | Should -Be $flat
        $csv = @($rows | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv)
        $csv.Count | Should -Be 2
        $csv[0].Text | Should -Be 'Mock answer to: one two'
        $csv[0].TotalTokens | Should -Be '7'
        $csv[0].TtftSeconds | Should -Match '^\d+(\.\d+)?$'
        $json = $rows | ConvertTo-Json | ConvertFrom-Json
        $json[1].PromptTokens | Should -Be 1
        $json[1].TotalTimeSeconds | Should -BeGreaterThan 0
    }

    It 'contains null for unknown values' {
        $row = New-QubridCompletion 'x' | ForEach-Object { [pscustomobject]@{ PSTypeName = 'Deserialized.Qubrid.Client.ChatCompletion'; Model = 'm'; Text = 'x'; FinishReason = $null } } | Select-Object -Property Report
        $row.PSObject.Properties.Name | Should -Be $flat
        $row.TotalTokens | Should -BeNullOrEmpty
        $row.TtftSeconds | Should -BeNullOrEmpty
    }

    It 'sorts and filters' {
        ($calls | Sort-Object -Property TotalTokens)[0].Text | Should -Be 'Mock answer to: three'
        @($calls | Where-Object TotalTokens -GT 5).Count | Should -Be 1
    }

    It 'does not change serialization: every property of the class and no other' {
        $types = [xml](Get-Content -Path (Join-Path $manifest.Directory.FullName 'QubridPS.Types.ps1xml') -Raw)
        $assemblies = [System.AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -in 'Qubrid.Client', 'QubridPS', 'Qubrid.MockServer' }
        $checked = foreach ($type in $types.Types.Type) {
            $set = $type.SelectSingleNode("Members/MemberSet/Members/PropertySet[Name='PropertySerializationSet']/ReferencedProperties")
            if ($set) {
                $class = $assemblies | ForEach-Object { $_.GetType($type.Name.Replace('Deserialized.', '')) } | Where-Object { $_ } | Select-Object -First 1
                $declared = $class.GetProperties([System.Reflection.BindingFlags]'Instance, Public').Name | Sort-Object
                @($set.Name | Sort-Object) | Should -Be @($declared) -Because "PropertySerializationSet of $($type.Name) in QubridPS.Types.ps1xml must name each property of the class"
                $type.Name
            }
        }
        $checked | Should -Contain 'Qubrid.Client.ChatCompletion'
        [System.Management.Automation.PSSerializer]::Serialize($calls[0]) | Should -Not -Match 'Display|Report'
    }
}

Describe 'Numbers in views' {
    It 'are formatted as text' {
        "$($calls[0].Usage)" | Should -Be '2 + 5 tokens'
        "$($calls[0].Metrics)" | Should -Match '^\d+\.\d\d s to first token, \d+(\.\d)? tok/s, \d+\.\d\d s in total$'
        "$($calls[0].ClientMetrics)" | Should -Match '^(\d+\.\d\d s to first token, )?(\d+(\.\d)? tok/s, )?\d+\.\d\d s in total, 1 attempt$'
        "$([Activator]::CreateInstance($calls[0].Metrics.GetType()))" | Should -Be 'not reported'
    }
}

Describe 'Live text' {
    BeforeAll {
        Add-QubridMockReply -Text "one two`nthree four`n`nfive" -Match 'live'
        $script:expected = 'one two', 'three four', '', 'five'
    }

    It 'is written in complete lines if it is redirected with <_>' -ForEach '*>', '6>', '6>&1', 'a block *>' {
        $file = Join-Path $TestDrive 'live.txt'
        switch ($_) {
            '*>' { Invoke-QubridChat 'live' -Live *> $file }
            '6>' { $null = Invoke-QubridChat 'live' -Live 6> $file }
            '6>&1' { Invoke-QubridChat 'live' -Live 6>&1 | Where-Object { $_ -is [System.Management.Automation.InformationRecord] } | Out-File -FilePath $file }
            'a block *>' { & { Invoke-QubridChat 'live' -Live } *> $file }
        }
        @(Get-Content -Path $file)[0..3] | Should -Be $expected
    }

    It 'is written token by token without a recording, and in complete lines to a transcript' {
        $transcript = Join-Path $TestDrive 'transcript.txt'
        $run = {
            Import-Module -Name '{0}'
            $null = Start-QubridMockServer -Connect
            Add-QubridMockReply -Text "one two`nthree four`n`nfive"
            $null = Invoke-QubridChat 'live' -Live -InformationVariable pieces
            "pieces: $($pieces.Count)"
            $null = Start-Transcript -Path '{1}'
            $null = Invoke-QubridChat 'live' -Live
            $null = Stop-Transcript
        }
        $result = Invoke-ChildShell -Command "$run".Replace('{0}', $manifest.FullName).Replace('{1}', $transcript)
        $result.Errors | Should -BeNullOrEmpty
        $result.Output -join "`n" | Should -BeLike "one two`nthree four`n`nfive`npieces: *`none two`nthree four`n`nfive*"
        [int]($result.Output -match 'pieces').Substring(8) | Should -BeGreaterThan 4
        (Get-Content -Path $transcript -Raw) -replace '\r' | Should -BeLike "*`none two`nthree four`n`nfive`n*"
    }
}
