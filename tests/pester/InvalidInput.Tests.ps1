BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    $script:mock = Start-QubridMockServer -Connect
    $script:png = [System.Convert]::FromBase64String('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==')
    $script:folder = Join-Path $TestDrive 'images'
    $null = New-Item -Path $folder -ItemType Directory
    [System.IO.File]::WriteAllBytes((Join-Path $folder 'red dot.png'), $png)

    # Returns the start of each image in the last message of the last request.
    function Get-SentImage {
        $content = ($mock.Requests[-1].Body | ConvertFrom-Json).messages[-1].content
        @($content | Where-Object type -EQ 'image_url' | ForEach-Object { ($_.image_url.url -split ',')[0] })
    }
}

AfterAll {
    $mock | Stop-QubridMockServer
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'Output of a Format- command' {
    BeforeEach {
        $script:before = $mock.Requests.Count
    }

    It 'of <Name> is rejected' -ForEach @(
        @{ Name = 'Format-Table'; Format = { $input | Format-Table -Property Name, Id } }
        @{ Name = 'Format-List'; Format = { $input | Format-List } }
        @{ Name = 'Format-Wide'; Format = { $input | Format-Wide } }
        @{ Name = 'Format-Custom'; Format = { $input | Format-Custom -Depth 1 } }
        @{ Name = 'Format-Table after remoting'; Format = { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize(@($input | Format-Table))) } }
    ) {
        $formatted = @(Get-Process -Id $PID | & $Format)
        { $formatted | Invoke-QubridChat 'Summarize' } | Should -Throw -ErrorId 'Qubrid.FormattedInput,*'
        { $formatted | Invoke-QubridChat 'Summarize' -Each } | Should -Throw -ErrorId 'Qubrid.FormattedInput,*'
        { $formatted | Invoke-QubridChat } | Should -Throw -ErrorId 'Qubrid.FormattedInput,*'
        { Invoke-QubridChat 'Summarize' -InputObject $formatted } | Should -Throw -ErrorId 'Qubrid.FormattedInput,*'
        { $formatted | New-QubridMessage 'Summarize' } | Should -Throw -ErrorId 'Qubrid.FormattedInput,*'
        $mock.Requests.Count | Should -Be $before
    }

    It 'is an error that recommends removing the command' {
        try { Get-Date | Format-List | Invoke-QubridChat 'Summarize' } catch { $failure = $_ }
        $failure.ErrorDetails.Message | Should -Match 'Format-Table'
        $failure.ErrorDetails.RecommendedAction | Should -Match 'Remove the Format- command'
    }

    It 'is data after Out-String' {
        $null = [pscustomobject]@{ A = 1 } | Format-Table | Out-String | Invoke-QubridChat 'Summarize'
        $mock.Requests.Count | Should -Be ($before + 1)
    }
}

Describe 'Input that is only $null' {
    BeforeEach {
        $script:before = $mock.Requests.Count
    }

    It 'sends nothing and is an error: <Script>' -ForEach @(
        @{ Script = { $null | Invoke-QubridChat 'Summarize' } }
        @{ Script = { $null, $null | Invoke-QubridChat 'Summarize' } }
        @{ Script = { $null | Invoke-QubridChat } }
        @{ Script = { $null | Invoke-QubridChat 'Summarize' -Each } }
        @{ Script = { $null | Invoke-QubridChat -Prompt { "About $_" } } }
        @{ Script = { Invoke-QubridChat 'Summarize' -InputObject $null } }
        @{ Script = { Invoke-QubridChat 'Summarize' -InputObject @($null) } }
        @{ Script = { [System.DBNull]::Value | Invoke-QubridChat 'Summarize' } }
        @{ Script = { $null | New-QubridMessage 'Summarize' } }
        @{ Script = { $null | New-QubridMessage } }
    ) {
        $Script | Should -Throw -ErrorId 'Qubrid.NullInput,*'
        $mock.Requests.Count | Should -Be $before
    }

    It 'is reported once if other items have requests' {
        $answers = $null, 'Hello', $null | Invoke-QubridChat -ErrorVariable failures -ErrorAction SilentlyContinue
        $answers.Text | Should -Be 'Mock answer to: Hello'
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'Qubrid.NullInput,*'
        $failures[0].ErrorDetails.Message | Should -Match '^2 of 3 '
    }

    It 'is null in the data among other objects' {
        $null = $null, 1 | Invoke-QubridChat 'Which?'
        $mock.Requests[-1].Prompt | Should -Match '\[null,1\]'
    }
}

Describe 'A hashtable with a Prompt' {
    It 'is a row in the same way as an object: <Name>' -ForEach @(
        @{ Name = 'hashtable'; Row = @{ Prompt = 'One'; Model = 'small'; System = 'Be short.'; Temperature = 0.5; TopP = 0.9; MaxTokens = 7; Id = 1 } }
        @{ Name = 'ordered dictionary'; Row = [ordered]@{ prompt = 'One'; MODEL = 'small'; system = 'Be short.'; temperature = '0.5'; TopP = 0.9; MaxTokens = 7; Id = 1 } }
        @{ Name = 'object'; Row = [pscustomobject]@{ Prompt = 'One'; Model = 'small'; System = 'Be short.'; Temperature = 0.5; TopP = 0.9; MaxTokens = 7; Id = 1 } }
    ) {
        $answer = $Row | Invoke-QubridChat
        $request = $mock.Requests[-1]
        $request.Prompt, $request.Model, $request.System | Should -Be 'One', 'small', 'Be short.'
        $request.Parameters['temperature'], $request.Parameters['top_p'], $request.Parameters['max_tokens'] | Should -Be 0.5, 0.9, 7
        $answer.InputObject.Id | Should -Be 1
        $null = Invoke-QubridChat -InputObject $Row
        $mock.Requests[-1].Body | Should -Be $request.Body
    }

    It 'has its own error, and the other rows continue' {
        $rows = @{ Prompt = ' ' }, @{ Prompt = $null }, @{ Prompt = 'Hot'; Temperature = 9 }, @{ Prompt = 'Good' }
        $answers = $rows | Invoke-QubridChat -ErrorVariable failures -ErrorAction SilentlyContinue
        $answers.Text | Should -Be 'Mock answer to: Good'
        ($failures.FullyQualifiedErrorId -replace ',.*') | Should -Be 'Qubrid.EmptyPrompt', 'Qubrid.EmptyPrompt', 'Qubrid.InvalidInput'
    }

    It 'is data if -Prompt is specified' {
        $null = @{ Prompt = 'One'; Model = 'small' } | Invoke-QubridChat 'Which model?'
        $mock.Requests[-1].Model | Should -Be 'openai/gpt-oss-120b'
        $mock.Requests[-1].Prompt | Should -Match '"Prompt":"One"'
    }
}

Describe 'The Image column of a row' {
    It 'is read relative to the location: <Name>' -ForEach @(
        @{ Name = 'path'; Make = { 'red dot.png' }; Expected = @('data:image/png;base64') }
        @{ Name = 'file URI'; Make = { 'file:///' + ((Join-Path $folder 'red dot.png') -replace '\\', '/' -replace ' ', '%20').TrimStart('/') }; Expected = @('data:image/png;base64') }
        @{ Name = 'URL'; Make = { 'https://example.org/a.png' }; Expected = @('https://example.org/a.png') }
        @{ Name = 'list'; Make = { 'red dot.png', 'https://example.org/a.png' }; Expected = @('data:image/png;base64', 'https://example.org/a.png') }
        @{ Name = 'file'; Make = { Get-Item -Path 'red dot.png' }; Expected = @('data:image/png;base64') }
        @{ Name = 'bytes'; Make = { , $png }; Expected = @('data:image/png;base64') }
        @{ Name = 'empty cell'; Make = { '' }; Expected = @() }
    ) {
        Push-Location -Path $folder
        try {
            $value = & $Make
            $null = [pscustomobject]@{ Prompt = 'Describe'; Image = $value }, @{ Prompt = 'Describe'; Image = $value } | Invoke-QubridChat -ErrorAction Stop
        }
        finally {
            Pop-Location
        }

        Get-SentImage | Should -Be $Expected
        $mock.Requests[-2].Body | Should -Be $mock.Requests[-1].Body
    }

    It 'that cannot be read is that row''s error' {
        $rows = [pscustomobject]@{ Prompt = 'One'; Image = 'missing.png' }, [pscustomobject]@{ Prompt = 'Two'; Image = 5 }, [pscustomobject]@{ Prompt = 'Three'; Image = '' }
        $answers = $rows | Invoke-QubridChat -ErrorVariable failures -ErrorAction SilentlyContinue
        $answers.Text | Should -Be 'Mock answer to: Three'
        ($failures.FullyQualifiedErrorId -replace ',.*') | Should -Be 'Qubrid.ImageNotFound', 'Qubrid.InvalidInput'
        $failures[0].TargetObject.Prompt | Should -Be 'One'
    }
}

Describe '-InputObject' {
    BeforeAll {
        $script:table = [System.Data.DataTable]::new()
        $null = $table.Columns.Add('Id', [int])
        $null = $table.Columns.Add('Name', [string])
        $null = $table.Rows.Add(1, 'disk')
        $null = $table.Rows.Add(2, 'net')
    }

    It 'accepts the rows of <Name>' -ForEach @(
        @{ Name = 'a DataTable'; Get = { , $table } }
        @{ Name = 'a DataView'; Get = { , [System.Data.DataView]::new($table) } }
        @{ Name = 'DataRows'; Get = { , @($table.Rows) } }
    ) {
        $null = Invoke-QubridChat 'Which?' -InputObject (& $Get) -WarningVariable warnings
        $mock.Requests[-1].Prompt | Should -Match ([regex]::Escape('[{"Id":1,"Name":"disk"},{"Id":2,"Name":"net"}]'))
        $warnings | Should -BeNullOrEmpty
        (Invoke-QubridChat 'Which?' -InputObject (& $Get) -Each).Count | Should -Be 2
        (New-QubridMessage 'Which?' -InputObject (& $Get)).Content | Should -Match '"Name":"net"'
        $null = , (& $Get) | Invoke-QubridChat 'Which?' -Property Name
        $mock.Requests[-1].Prompt | Should -Match '"Name":"disk"'
    }

    It 'accepts the rows of a table of prompts' {
        $prompts = [System.Data.DataTable]::new()
        $null = $prompts.Columns.Add('Prompt')
        $null = $prompts.Rows.Add('One')
        $null = $prompts.Rows.Add('Two')
        (Invoke-QubridChat -InputObject $prompts).Text | Should -Be 'Mock answer to: One', 'Mock answer to: Two'
    }

    It 'accepts the elements of a list in the same way as piped objects' {
        $items = [pscustomobject]@{ A = 1; B = 2 }, [pscustomobject]@{ A = 3; B = 4 }
        $null = $items | Invoke-QubridChat 'Which?' -Property A -As Csv
        $piped = $mock.Requests[-1].Body
        $null = Invoke-QubridChat 'Which?' -Property A -As Csv -InputObject $items
        $mock.Requests[-1].Body | Should -Be $piped
        (Invoke-QubridChat -InputObject 'One', 'Two').Text | Should -Be 'Mock answer to: One', 'Mock answer to: Two'
        (Invoke-QubridChat -InputObject @((New-QubridMessage 'Be short.' -Role system), (New-QubridMessage 'Hi'))).Messages.Role | Should -Be 'system', 'user', 'assistant'
    }

    It 'accepts a hashtable as one object' {
        $null = Invoke-QubridChat 'Which?' -InputObject @{ A = 1 }
        $mock.Requests[-1].Prompt | Should -Match '{"A":1}'
    }
}
