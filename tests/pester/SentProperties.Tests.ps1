BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    . (Join-Path $PSScriptRoot 'ChildShell.ps1')
    Update-FormatData -PrependPath (Join-Path $PSScriptRoot 'Views.Format.ps1xml')

    # Returns the data of the only request that -WhatIf shows.
    function ConvertTo-Data {
        param([hashtable] $Parameter = @{})
        $shown = $input | Invoke-QubridChat 'Look' -WhatIf @Parameter 6>&1 3>$null | ForEach-Object { "$_" }
        Get-FencedData ($shown[0] | ConvertFrom-Json).messages[-1].content
    }

    function Get-FencedData([string] $Content) {
        [regex]::Match($Content, '(?s)\n<<<DATA (?<mark>\w+)\n(?<data>.*)\nDATA \k<mark>>>>$').Groups['data'].Value
    }

    # Returns an object of a type that Views.Format.ps1xml has a view for.
    function New-TypedObject([string[]] $Type, [System.Collections.IDictionary] $Property = [ordered]@{ A = 1; B = 2; C = 3 }) {
        $object = [pscustomobject]$Property
        [array]::Reverse($Type)
        foreach ($name in $Type) { $object.PSObject.TypeNames.Insert(0, $name) }
        $object
    }

    # Returns the names that the console shows above the columns of a table.
    function Get-ShownColumn {
        $lines = @($input | Out-String -Width 300 | ForEach-Object { $_ -replace '\x1b\[[0-9;]*m' -split '\r?\n' })
        $rule = (0..($lines.Count - 1)).Where({ $lines[$_] -match '^[- ]*--[- ]*$' })[0]
        -split $lines[$rule - 1]
    }

    $script:mock = Start-QubridMockServer -Connect
}

AfterAll {
    $mock | Stop-QubridMockServer
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'Properties that are sent' {
    It 'are the columns of processes that the console shows, the memory among them' {
        $data = Get-Process -Id $PID | Sort-Object -Property WorkingSet64 | ConvertTo-Data | ConvertFrom-Json
        $data.PSObject.Properties.Name | Should -Be (Get-Process -Id $PID | Get-ShownColumn)
        $data.'WS(M)' | Should -BeGreaterThan 1
        $data.'WS(M)' | Should -Not -BeOfType string
    }

    It 'are the columns that the console shows for <_>' -ForEach @(
        { Get-Command -Name Get-Process, Where-Object -CommandType Cmdlet }
        { Get-Item -Path $PSCommandPath }
        { Get-Variable -Name PID }
        { Get-Item -Path Env:PATH }
        { 1, 1, 2 | Group-Object }
        { 'a' | Get-Member -Name Length }
        { Get-Runspace -Id 1 }
    ) {
        $names = (@(& $_ | ConvertTo-Data | ConvertFrom-Json) | Select-Object -First 1).PSObject.Properties.Name
        $names | Should -Be (& $_ | Get-ShownColumn)
    }

    It 'of files are their values, without colors and without the format of a date' {
        $style = if ($PSStyle) { $PSStyle.OutputRendering }
        if ($PSStyle) { $PSStyle.OutputRendering = 'Ansi' }
        try { $data = Get-Item -Path $PSCommandPath, $PSScriptRoot | ConvertTo-Data }
        finally { if ($PSStyle) { $PSStyle.OutputRendering = $style } }
        $data | Should -Not -Match '\\u001b'
        $items = $data | ConvertFrom-Json
        $items.Name | Should -Be 'SentProperties.Tests.ps1', 'pester'
        $data | Should -Match '"LastWriteTime":"\d{4}-\d\d-\d\dT'
        $size = if ($items[0].PSObject.Properties['Size']) { 'Size' } else { 'Length' }
        $items[0].$size | Should -Be (Get-Item -Path $PSCommandPath).Length
    }

    It 'of files include the directory only if there are several' {
        $null = New-Item -Path (Join-Path $TestDrive 'one'), (Join-Path $TestDrive 'two') -ItemType Directory
        foreach ($name in 'one/a.bin', 'one/b.bin', 'two/a.bin') { Set-Content -Path (Join-Path $TestDrive $name) -Value "`0" -NoNewline }
        foreach ($format in 'Json', 'Csv', 'List') {
            Get-ChildItem -Path (Join-Path $TestDrive 'one') | ConvertTo-Data @{ As = $format } | Should -Not -Match 'Directory'
        }

        $files = Get-ChildItem -Path $TestDrive -Recurse -File
        ($files | ConvertTo-Data | ConvertFrom-Json).Directory | Should -Be $files.DirectoryName
        ($files | ConvertTo-Data @{ As = 'Csv' } | ConvertFrom-Csv).Directory | Should -Be $files.DirectoryName
    }

    It 'of deserialized objects are those of the live ones' {
        $live = Get-Process -Id $PID
        $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($live, 2))
        $data = $copy | ConvertTo-Data | ConvertFrom-Json
        $data.PSObject.Properties.Name | Should -Be (Get-Process -Id $PID | Get-ShownColumn)
        $data.'WS(M)' | Should -BeGreaterThan 1
    }

    It 'are the same with -Each, -InputObject and New-QubridMessage' {
        $names = Get-Process -Id $PID | Get-ShownColumn
        $process = Get-Process -Id $PID
        $content = @(
            ($process | New-QubridMessage 'Look').Content
            (New-QubridMessage 'Look' -InputObject $process).Content
            (Invoke-QubridChat 'Look' -InputObject $process).Messages[0].Content
            ($process | Invoke-QubridChat 'Look' -Each).Messages[0].Content
        )
        foreach ($text in $content) { (Get-FencedData $text | ConvertFrom-Json).PSObject.Properties.Name | Should -Be $names }
    }

    It 'are all properties of custom objects and of the results of Select-Object' {
        [pscustomobject]@{ B = 1; A = 2 } | ConvertTo-Data | Should -Be '{"B":1,"A":2}'
        (Get-Process -Id $PID | Select-Object -Property Id, WorkingSet64 | ConvertTo-Data | ConvertFrom-Json).PSObject.Properties.Name |
            Should -Be 'Id', 'WorkingSet64'
    }

    It 'are those of -Property, and not those of the view' {
        New-TypedObject ViewTest.Base | ConvertTo-Data @{ Property = 'C' } | Should -Be '{"C":3}'
    }

    It 'of -Property can be the labels of columns' {
        $data = Get-Process -Id $PID | ConvertTo-Data @{ Property = 'ws(m)', 'Id' } | ConvertFrom-Json
        $data.PSObject.Properties.Name | Should -Be 'WS(M)', 'Id'
        $data.'WS(M)' | Should -BeGreaterThan 1
        New-TypedObject ViewTest.List | ConvertTo-Data @{ Property = 'First letter'; As = 'Csv' } | Should -Be "First letter`n1"
    }

    It 'of -Property are those of values that are otherwise a text' {
        $books = ([xml]'<c><b><title>T</title><price>3</price></b><b><title>U</title><price>4</price></b></c>').c.b
        $books | ConvertTo-Data @{ Property = 'title' } | Should -Be '[{"title":"T"},{"title":"U"}]'
        $books | ConvertTo-Data @{ Property = 'price', 'title'; As = 'Csv' } | Should -Be "price,title`n3,T`n4,U"
        [datetime]::new(2026, 11, 25) | ConvertTo-Data @{ Property = 'Year' } | Should -Be '{"Year":2026}'
        $books[0] | ConvertTo-Data | Should -Be '"<b><title>T</title><price>3</price></b>"'
    }

    It 'of cultures and time zones are those that the console shows' {
        $culture = [cultureinfo]::GetCultureInfo('de-DE')
        $culture | ConvertTo-Data | Should -Be '{"LCID":1031,"Name":"de-DE","DisplayName":"German (Germany)"}'
        [cultureinfo]::InvariantCulture | ConvertTo-Data @{ As = 'Csv' } | Should -Match '\n127,,Invariant'
        ([timezoneinfo]::Utc | ConvertTo-Data | ConvertFrom-Json).BaseUtcOffset | Should -Be '00:00:00'
        [pscustomobject]@{ Culture = $culture } | ConvertTo-Data | Should -Be '{"Culture":"de-DE"}'
    }

    It 'without output of their script are null' {
        $custom = [pscustomobject]@{ A = 1 } | Add-Member -MemberType ScriptProperty -Name B -Value { } -PassThru
        $custom | ConvertTo-Data | Should -Be '{"A":1,"B":null}'
    }

    It 'have the values of the view, independent of the culture' {
        $columns = New-TypedObject ViewTest.Columns ([ordered]@{
                Id = 5; Length = 2000MB; State = 'on'; Name = 'web07'; NameString = "$([char]27)[31mweb07$([char]27)[0m"; Text = 'The whole text'
                Started = [datetime]::new(2026, 11, 25, 8, 0, 0, [System.DateTimeKind]::Utc)
            })
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'de-DE'
            $ErrorActionPreference = 'Stop' # which a view does not follow in the console either
            $Error.Clear()
            $data = $columns | ConvertTo-Data
        }
        finally {
            [cultureinfo]::CurrentCulture = $culture
        }

        $data | Should -Be ('{"Size(MB)":2000.00,"Id":5,"State":"on!","Column4":2097152005,"Name":"web07","Broken":null,' +
            '"Started":"2026-11-25T08:00:00.0000000Z","Text":"The whole text","Name (2)":"on","Many":[1,2],"Noisy":"quiet","Half":"2.5","Name in red":"web07"}')
    }

    It 'keep the output of the scripts of a view out of the streams' {
        $columns = New-TypedObject ViewTest.Columns ([ordered]@{ Id = 5; Length = 1; State = ''; Name = ''; Text = 'text'; Started = '' })
        $output = @($columns | New-QubridMessage 'Look' *>&1)
        $output.Count | Should -Be 1
        $output[0].Role | Should -Be 'user'
    }

    It 'are those of the row and of the items that apply to the object' {
        New-TypedObject ViewTest.InSet | ConvertTo-Data | Should -Be '{"A":1}'
        New-TypedObject ViewTest.AlsoInSet | ConvertTo-Data | Should -Be '{"B":2}'
        New-TypedObject ViewTest.List | ConvertTo-Data | Should -Be '{"First letter":1,"B":2}'
        New-TypedObject ViewTest.List ([ordered]@{ A = 1; B = 0 }) | ConvertTo-Data | Should -Be '{"First letter":1}'
    }

    It 'are those of the most specific type that has a view' {
        New-TypedObject ViewTest.Derived, ViewTest.Base | ConvertTo-Data | Should -Be '{"A":1}'
        New-TypedObject ViewTest.AlsoInSet, ViewTest.Base | ConvertTo-Data | Should -Be '{"B":2}'
        New-TypedObject Deserialized.ViewTest.Derived, Deserialized.ViewTest.Base | ConvertTo-Data | Should -Be '{"A":1}'
    }

    It 'are the default display properties, or all, of a type without a view of columns' {
        New-TypedObject ViewTest.Wide | ConvertTo-Data | Should -Be '{"A":1,"B":2,"C":3}'
        Update-TypeData -TypeName ViewTest.Wide2 -DefaultDisplayPropertySet C -Force
        New-TypedObject ViewTest.Wide2 | ConvertTo-Data | Should -Be '{"C":3}'
    }

    It 'include the group of a view only if there are several' {
        $objects = foreach ($site in 'x', 'x', 'y') { New-TypedObject ViewTest.Grouped @{ A = 1; Site = $site } }
        $objects[0..1] | ConvertTo-Data | Should -Be '[{"A":1},{"A":1}]'
        $objects | ConvertTo-Data | Should -Be '[{"Site":"x","A":1},{"Site":"x","A":1},{"Site":"y","A":1}]'
        $objects | ConvertTo-Data @{ As = 'Csv' } | Should -Be "Site,A`nx,1`nx,1`ny,1"
    }

    It 'of objects in a property are not those of the view' {
        @{ Inner = New-TypedObject ViewTest.Base } | ConvertTo-Data | Should -Be '{"Inner":{"A":1,"B":2,"C":3}}'
    }

    It 'are the same in the results of tools' {
        function Get-ThisProcess { [CmdletBinding()] param() Get-Process -Id $PID }
        Add-QubridMockReply -ToolCall @{ Name = 'Get-ThisProcess' } -Match '^How much memory' -Times 1
        $completion = Invoke-QubridChat 'How much memory?' -Tool (Get-Command -Name Get-ThisProcess)
        ($completion.ToolInvocations[0].Result | ConvertFrom-Json).'WS(M)' | Should -BeGreaterThan 1
    }

    It 'are the same in ConstrainedLanguage' {
        $run = {
            $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
            Import-Module -Name '{0}'
            (Get-Process -Id $PID | New-QubridMessage 'Look').Content
            (Get-Item -Path $PSHOME | New-QubridMessage 'Look').Content
        }
        $result = Invoke-ChildShell -Command "$run".Replace('{0}', $manifest.FullName)
        $result.Errors | Should -BeNullOrEmpty
        $text = $result.Output -join "`n"
        $text | Should -Match '"WS\(M\)":\d+\.\d\d,'
        $text | Should -Match '"LastWriteTime":"\d{4}-'
    }
}

Describe 'Objects that stand for a text' {
    BeforeAll {
        $script:log = Join-Path $TestDrive 'app.log'
        'before', 'error: one', 'after', 'error: two' | Set-Content -Path $log
    }

    It 'are sent as the text: the matches of Select-String, with their context' {
        Select-String -Path $log -Pattern error | ConvertTo-Data | Should -Be "${log}:2:error: one`n${log}:4:error: two"
        Select-String -Path $log -Pattern one -Context 1 | ConvertTo-Data |
            Should -Be ("  ${log}:1:before`n> ${log}:2:error: one`n  ${log}:3:after" -replace '\n', [environment]::NewLine)
    }

    It 'are sent as the text after serialization' {
        $file = Join-Path $TestDrive 'matches.xml'
        Select-String -Path $log -Pattern error | Export-Clixml -Path $file
        Import-Clixml -Path $file | ConvertTo-Data | Should -Be "${log}:2:error: one`n${log}:4:error: two"
    }

    It 'are sent as the text: records of merged streams' {
        & { Write-Warning 'low'; 'plain'; Write-Host 'shown'; Write-Verbose 'more' -Verbose } *>&1 | ConvertTo-Data |
            Should -Be "WARNING: low`nplain`nshown`nVERBOSE: more"
    }

    It 'are sent as the text: help pages, and not lists of help topics' {
        $text = Get-Help -Name Connect-Qubrid | ConvertTo-Data
        $text | Should -Match '(?m)^SYNOPSIS\r?\n    Sets the API key'
        $text | Should -Not -Match '[{]"'
        Get-Help -Name Connect-Qubrid -Parameter ApiKey | ConvertTo-Data | Should -Match '"name":"ApiKey"'
        (Get-Help -Name *-QubridMock* | ConvertTo-Data | ConvertFrom-Json)[0].PSObject.Properties.Name | Should -Be 'Name', 'Category', 'ModuleName', 'Synopsis'
        (Get-Help -Name Connect-Qubrid | ConvertTo-Data @{ Property = 'Name' }) | Should -Be '{"Name":"Connect-Qubrid"}'
    }

    It 'are sent as objects with -Property or -As' {
        (Select-String -Path $log -Pattern one | ConvertTo-Data @{ Property = 'LineNumber', 'Line' }) | Should -Be '{"LineNumber":2,"Line":"error: one"}'
        (Select-String -Path $log -Pattern error | ConvertTo-Data @{ As = 'Csv' } | ConvertFrom-Csv).LineNumber | Should -Be 2, 4
    }
}

Describe 'The report of sent properties' {
    It 'is shown with -Verbose, once for each type' {
        $lines = @(1..2 | ForEach-Object { New-TypedObject ViewTest.Base } | New-QubridMessage 'Look' -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] })
        "$lines" | Should -Be 'Sent of each ViewTest.Base: A; 2 properties are not sent. Use Select-Object to choose.'
        $verbose = Get-Process -Id $PID | Invoke-QubridChat 'Look' -Verbose 4>&1 | ForEach-Object { "$_" }
        "$verbose" | Should -Match 'Sent of each System\.Diagnostics\.Process: .*WS\(M\), .*; \d\d properties are not sent\. Use -Property to choose\.'
    }

    It 'is shown with -WhatIf' {
        $shown = New-TypedObject ViewTest.Base | Invoke-QubridChat 'Look' -WhatIf 6>&1 | ForEach-Object { "$_" }
        $shown | Should -Contain 'Sent of each ViewTest.Base: A; 2 properties are not sent. Use -Property to choose.'
        $shown = [pscustomobject]@{ A = 1; B = 2 } | Invoke-QubridChat 'Look' -Property A -WhatIf 6>&1 | ForEach-Object { "$_" }
        $shown | Should -Contain 'Sent of each PSCustomObject: A; 1 property is not sent. Use -Property to choose.'
        $shown = [pscustomobject]@{ A = 1; B = 2 } | Invoke-QubridChat 'Look' -WhatIf 6>&1 | ForEach-Object { "$_" }
        $shown | Should -Contain 'Sent of each PSCustomObject: A, B.'
    }
}

Describe 'Warnings about input' {
    It 'name -Each if -ThrottleLimit or -Checkpoint is used for one request' {
        $file = Join-Path $TestDrive 'checkpoint.jsonl'
        $seen = 'one', 'two', 'three' | Invoke-QubridChat 'Classify' -ThrottleLimit 4 3>&1
        "$($seen[0])" | Should -Be 'All 3 input objects are sent in one request, so -ThrottleLimit has no effect. To send one request for each object, add -Each.'
        $seen.Count | Should -Be 2
        $seen = [pscustomobject]@{ A = 1 }, [pscustomobject]@{ A = 2 } | Invoke-QubridChat 'Classify' -Checkpoint $file 3>&1
        "$($seen[0])" | Should -Match '-Checkpoint .* add -Each\.$'
    }

    It 'are not written for one object, with -Each, or without a common request' {
        $file = Join-Path $TestDrive 'other.jsonl'
        $seen = @(
            'one' | Invoke-QubridChat 'Classify' -Checkpoint $file 3>&1
            'one', 'two' | Invoke-QubridChat 'Classify' -ThrottleLimit 2 -Each 3>&1
            'one', 'two' | Invoke-QubridChat -ThrottleLimit 2 -Checkpoint $file 3>&1
            'one', 'two' | Invoke-QubridChat 'Classify' 3>&1
            Invoke-QubridChat 'Classify' -Checkpoint $file 3>&1
        )
        $seen | Where-Object { $_ -is [System.Management.Automation.WarningRecord] } | Should -BeNullOrEmpty
    }

    It 'name the properties of -Property that no object has' {
        $objects = [pscustomobject]@{ A = 1 }, [pscustomobject]@{ B = 2 }
        $seen = $objects | Invoke-QubridChat 'Look' -Property A, B, Zone 3>&1
        "$($seen[0])" | Should -Be "No input object has a property that -Property names 'Zone', so it is not sent. To list the properties, pipe the objects to Get-Member -MemberType Properties."
        $seen = $objects | Invoke-QubridChat 'Look' -Property B, Zone -Each 3>&1
        "$($seen[0])" | Should -BeLike "An object of type * has none of the properties that -Property names ('B', 'Zone'), so it is sent without data. Its properties are: A."
        $seen.Count | Should -Be 3
        $seen = @{ C = 1 } | Invoke-QubridChat 'Look' -Property Zone -As Csv -NoStream 3>&1
        "$($seen[0])" | Should -BeLike '*Its properties are: C.'
        $objects | Invoke-QubridChat 'Look' -Property A, 'B*' 3>&1 | Should -Not -BeOfType System.Management.Automation.WarningRecord
    }

    It 'say that the content of a piped text file is not sent' {
        $log = Join-Path $TestDrive 'app.log'
        'one', 'two' | Set-Content -Path $log
        $seen = Get-Item -Path $log | Invoke-QubridChat 'Summarize' 3>&1
        "$($seen[0])" | Should -Match "^Only properties of the files are sent.*\| Invoke-QubridChat '<instruction>' -As Content\."
        $seen.Count | Should -Be 2
        "$((Get-Item -Path $log, $PSCommandPath | Invoke-QubridChat 'Summarize' -Each 3>&1)[0])" | Should -Match "Invoke-QubridChat '<instruction>' -As Content -Each\."
        "$((Get-Item -Path $log | New-QubridMessage 'Summarize' 3>&1)[0])" | Should -Match "\| New-QubridMessage '<instruction>' -As Content\."
    }

    It 'about files are not written for other files, with -Property, or with a script block' {
        $log = Join-Path $TestDrive 'app.log'
        'one', 'two' | Set-Content -Path $log
        $binary = Join-Path $TestDrive 'data.bin'
        [System.IO.File]::WriteAllBytes($binary, [byte[]](1, 0, 2))
        $empty = New-Item -Path (Join-Path $TestDrive 'empty.log') -ItemType File
        $seen = @(
            Get-Item -Path $binary, $TestDrive, $empty.FullName | Invoke-QubridChat 'Which is the largest?' 3>&1
            Get-Item -Path $log | Invoke-QubridChat 'Which is the largest?' -Property Name, Length 3>&1
            Get-Item -Path $log | Invoke-QubridChat -Prompt { "Summarize: $($_ | Get-Content -Raw)" } 3>&1
            Get-Item -Path $log | Invoke-QubridChat 'Summarize' -As Content 3>&1
            Get-Item -Path $log | Select-Object -Property Name, Length | Invoke-QubridChat 'Which is the largest?' 3>&1
        )
        $seen | Where-Object { $_ -is [System.Management.Automation.WarningRecord] } | Should -BeNullOrEmpty
    }
}
