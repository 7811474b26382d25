BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    . (Join-Path $PSScriptRoot 'ChildShell.ps1')
    $script:value = 'anna@contoso.example'

    # Everything that a command writes, except its output.
    function Get-Text($Value) {
        $Value | ForEach-Object { if ($_ -is [System.Management.Automation.ErrorRecord]) {
                "$_ $($_.ErrorDetails.Message) $($_.ErrorDetails.RecommendedAction) $($_.Exception) $($_.CategoryInfo) $($_ | Out-String)"
            } else { "$_" } } | Out-String
    }
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'Redaction' {
    BeforeAll {
        $script:saved = $env:QUBRID_REDACT
        $env:QUBRID_REDACT = $null
    }

    BeforeEach {
        $script:mock = Start-QubridMockServer -Connect
    }

    AfterEach {
        $mock | Stop-QubridMockServer
        $env:QUBRID_REDACT = $null
    }

    AfterAll {
        $env:QUBRID_REDACT = $saved
    }

    It 'sends placeholders and restores values, except secrets' {
        Add-QubridMockReply -Text '[EMAIL_1] uses [SECRET_1] from [SITE_1], not [EMAIL_2]'
        $completion = Invoke-QubridChat "Mail $value password=hunter2x9 from web17" -System "For $value" -Redact Email, Secret, @{ Site = 'web\d+' }
        $completion.Text | Should -Be "$value uses [SECRET_1] from web17, not [EMAIL_2]"
        $completion.Messages[-1].Content | Should -Be $completion.Text
        $completion.Redactions.Email | Should -Be 1
        $completion.Redactions.Secret | Should -Be 1
        $completion.Redactions.Site | Should -Be 1
        $mock.Requests[0].Body | Should -Match ([regex]::Escape('Mail [EMAIL_1] password=[SECRET_1] from [SITE_1]'))
        $mock.Requests[0].Body | Should -Not -Match 'anna|hunter2x9|web17'
    }

    It 'restores a placeholder that is divided between tokens, with <Mode>' -ForEach @(
        @{ Mode = 'Stream'; Option = @{ Stream = $true } }, @{ Mode = 'Live'; Option = @{ Live = $true } }, @{ Mode = 'NoStream'; Option = @{ NoStream = $true } }
    ) {
        Add-QubridMockReply -Text 'to [EMAIL_1] and [EMAIL_1].'
        $output = Invoke-QubridChat "Mail $value" -Redact Email @Option 6>$null
        ($output | ForEach-Object Text) -join '' | Should -Be "to $value and $value."
    }

    It 'restores secrets if a hashtable says so' -ForEach @(
        @{ Rule = @{ Secret = $true } }, @{ Rule = @{ Secret = @{ Restore = $true } } }, @{ Rule = @{ Name = 'Secret'; Restore = $true } }
    ) {
        Add-QubridMockReply -Text 'is [SECRET_1]'
        (Invoke-QubridChat 'password=hunter2x9' -Redact $Rule).Text | Should -Be 'is hunter2x9'
        $mock.Requests[0].Body | Should -Not -Match 'hunter2x9'
    }

    It 'gives values to tools, and sends placeholders in their results' {
        function Get-Account([string] $Mail) { "$Mail and ben@contoso.example, called with $Mail" }
        Add-QubridMockReply -ToolCall @{ Name = 'Get-Account'; Arguments = @{ Mail = '[EMAIL_1]' } } -Times 1
        Add-QubridMockReply -Text 'ask [EMAIL_2]'
        $completion = Invoke-QubridChat "Find $value" -Tool Get-Account -Redact All -Verbose 4>&1 | Tee-Object -Variable all | Where-Object { $_.GetType().Name -eq 'ChatCompletion' }
        $completion.Text | Should -Be 'ask ben@contoso.example'
        $completion.ToolInvocations[0].Result | Should -Match $value
        $mock.Requests.Body | Should -Not -Match 'contoso'
        $mock.Requests[1].Body | Should -Match 'EMAIL_2'
        $verbose = Get-Text ($all | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] })
        $verbose | Should -Match 'Get-Account\(\{"Mail":"\[EMAIL_1\]"\}\)'
        $verbose | Should -Not -Match 'contoso'
    }

    It 'validates structured data with its values' {
        Add-QubridMockReply -Text '{"mail":"[EMAIL_1]"}'
        $schema = '{"type":"object","properties":{"mail":{"type":"string","format":"email"}},"required":["mail"]}'
        (Invoke-QubridChat "Find $value" -Schema $schema -AsObject -Redact Email).mail | Should -Be $value
    }

    It 'redacts the retry after a schema mismatch, its verbose line, and its error' {
        Add-QubridMockReply -Text '{"mail":"[EMAIL_1]","x":1}'
        $schema = '{"type":"object","properties":{"mail":{"type":"string","pattern":"^[0-9]+$"}},"additionalProperties":false}'
        $all = try { Invoke-QubridChat "Find $value" -Schema $schema -Redact Email -Verbose 4>&1 } catch { $_; $_.Exception.PartialCompletion.Text | Should -Match $value }
        $mock.Requests.Count | Should -Be 2
        $mock.Requests.Body | Should -Not -Match 'anna'
        Get-Text $all | Should -Not -Match 'anna'
    }

    It 'keeps values out of checkpoints, and resumes with values' {
        $file = Join-Path $TestDrive 'batch.jsonl'
        Add-QubridMockReply -Text 'to [EMAIL_1]'
        $first = $value, 'ben@contoso.example' | Invoke-QubridChat -Prompt 'Who is it?' -Each -Checkpoint $file -Redact All -ThrottleLimit 2
        $second = $value, 'ben@contoso.example' | Invoke-QubridChat -Prompt 'Who is it?' -Each -Checkpoint $file -Redact All
        $first.Text | Should -Be "to $value", 'to ben@contoso.example'
        $second.Text | Should -Be "to $value", 'to ben@contoso.example'
        $second.IsRestored | Should -Be $true, $true
        $mock.Requests.Count | Should -Be 2
        Get-Content -Path $file -Raw | Should -Not -Match 'contoso'
        Get-Content -Path $file -Raw | Should -Match 'EMAIL_1'
    }

    It 'keeps values out of journals, and replays with values' {
        $file = Join-Path $TestDrive 'journal.jsonl'
        Add-QubridMockReply -Text 'to [EMAIL_1]'
        Connect-Qubrid -ApiKey k -BaseUri $mock.BaseUri -Journal $file -Redact Email
        (Invoke-QubridChat "Mail $value").Text | Should -Be "to $value"
        Get-Content -Path $file -Raw | Should -Not -Match 'contoso'
        Connect-Qubrid -Journal $file -JournalMode Replay -Redact Email
        $completion = Invoke-QubridChat "Mail $value"
        $completion.Text | Should -Be "to $value"
        $completion.Redactions.Email | Should -Be 1
        $failure = try { Invoke-QubridChat "Call $value" } catch { $_ }
        $failure.FullyQualifiedErrorId | Should -BeLike 'Qubrid.JournalMiss,*'
        Get-Text $failure | Should -Not -Match 'anna'
    }

    Context 'values of every category' {
        BeforeAll {
            $script:values = 'hunter2zq', 'anna.zq@contoso.example', '10.77.66.55', '4111111111111111', 'DE89370400440532013000', '+49 30 9018207', 'jdoezq', 'web17zq'
            $script:leak = ($values | ForEach-Object { [regex]::Escape($_) }) -join '|'
            $script:text = "password=hunter2zq anna.zq@contoso.example 10.77.66.55 4111111111111111 DE89370400440532013000 +49 30 9018207 C:\Users\jdoezq\x web17zq"
            $script:rules = @{ Redact = 'All', 'web\d+zq' }
            $script:data = [pscustomobject]@{
                Name = 'x'; Password = 'hunter2zq'; Mail = 'anna.zq@contoso.example'; Card = 4111111111111111; Path = 'C:\Users\jdoezq\x'; 'anna.zq@contoso.example' = 'web17zq'
                Sub = @{ secret = 'hunter2zq'; List = @('10.77.66.55', 'DE89370400440532013000') }
            }
            $script:folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive files)
            Set-Content -Path (Join-Path $folder 'anna.zq@contoso.example.txt'), (Join-Path $folder 'web17zq.log') -Value $text

            function Get-Account([string] $Id) { "$text for $Id" }
        }

        It 'are not sent: <Place>' -ForEach @(
            @{ Place = 'the prompt'; Command = { Invoke-QubridChat $text @rules } }
            @{ Place = 'the system message'; Command = { Invoke-QubridChat Hi -System $text @rules } }
            @{ Place = 'data as JSON'; Command = { $data | Invoke-QubridChat Look @rules } }
            @{ Place = 'data as CSV'; Command = { $data, $data | Invoke-QubridChat Look -As Csv @rules } }
            @{ Place = 'data as a list'; Command = { $data | Invoke-QubridChat Look -As List @rules } }
            @{ Place = 'data as text'; Command = { $data | Invoke-QubridChat Look -As Text @rules } }
            @{ Place = 'files'; Command = { Invoke-QubridChat Look -Path (Join-Path $folder *) @rules } }
            @{ Place = 'content of files'; Command = { Get-ChildItem -Path $folder | Invoke-QubridChat Look -As Content @rules } }
            @{ Place = 'descriptions of files'; Command = { Get-ChildItem -Path $folder | Select-Object Name | Invoke-QubridChat Look @rules } }
            @{ Place = 'messages'; Command = { @{ role = 'user'; content = $text; name = 'web17zq' }, ($data | New-QubridMessage Look) | Invoke-QubridChat @rules } }
            @{ Place = 'URLs of images'; Command = { Invoke-QubridChat Look -Image 'https://u:hunter2zq@h.example/anna.zq@contoso.example.png' @rules } }
            @{ Place = 'additional properties'; Command = { Invoke-QubridChat Hi -Stop web17zq -AdditionalProperty @{ user = $text; metadata = @{ password = 'hunter2zq' } } @rules } }
            @{ Place = 'a schema'; Command = {
                    $schema = @{ type = 'object'; description = $text; properties = @{ 'anna.zq@contoso.example' = @{ enum = @($text, 4111111111111111); pattern = 'web17zq' } } }
                    Invoke-QubridChat Hi -Schema $schema @rules -ErrorAction SilentlyContinue
                }
            }
            @{ Place = 'tools'; Command = {
                    Add-QubridMockReply -ToolCall @{ Name = 'Get-Account'; Arguments = @{ Id = '[CUSTOM_1]' } } -Times 1
                    Invoke-QubridChat 'Find web17zq' -Tool (New-QubridTool Get-Account -Description $text) @rules
                }
            }
            @{ Place = 'an earlier answer'; Command = {
                    Add-QubridMockReply -Text '[EMAIL_1] [CUSTOM_1]' -Times 1
                    Invoke-QubridChat $text @rules | Invoke-QubridChat Again @rules
                }
            }
        ) {
            $output = & { try { & $Command } catch { $_ } } -Verbose 4>&1
            $mock.Requests.Count | Should -BeGreaterThan 0
            $mock.Requests.Body | Should -Not -Match $leak
            $mock.Requests.Body | Should -Match '_1\]'
            Get-Text ($output | Where-Object { $_.GetType().Name -eq 'VerboseRecord' }) | Should -Not -Match $leak
        }

        It 'are not in lines about files and data, and not in errors' {
            $all = Invoke-QubridChat Look -Path (Join-Path $folder *) @rules -Verbose -WhatIf *>&1
            $all += Invoke-QubridChat Look -Path (Join-Path $folder *) @rules -Verbose 4>&1 | Where-Object { $_.GetType().Name -eq 'VerboseRecord' }
            $all += try { Invoke-QubridChat $text -MaxInputTokens 1 @rules } catch { $_ }
            $text, $text | Invoke-QubridChat Look -Each -MaxInputTokens 1 @rules -ErrorVariable each -ErrorAction SilentlyContinue
            $text, $text | Invoke-QubridChat Look -Each -MaxTotalTokens 1 @rules -ErrorVariable budget -ErrorAction SilentlyContinue
            Add-QubridMockReply -StatusCode 400 -Text "Cannot answer: $text"
            $all += try { Invoke-QubridChat $text @rules } catch { $_ }
            Get-Text ($all + $each + $budget) | Should -Not -Match $leak
            Get-Text $all | Should -Match 'Cannot answer: password=\[SECRET_1\]'
        }
    }

    It 'counts the values in all requests of divided data, also if it is resumed' {
        $file = Join-Path $TestDrive 'divided.jsonl'
        $option = @{ Prompt = 'Who?'; MaxInputTokens = 600; Split = $true; Redact = 'Email'; Checkpoint = $file }
        Add-QubridMockReply -Text 'mostly [EMAIL_1]'
        $lines = 1..60 | ForEach-Object { "logon of anna$_@contoso.example from somewhere, with more text about it" }
        $first = $lines | Invoke-QubridChat @option
        $first.Parts.Count | Should -BeGreaterThan 1
        ($first.Parts | ForEach-Object { $_.Redactions.Email } | Measure-Object -Sum).Sum | Should -Be 60
        $first.Redactions.Email | Should -Be (60 + $first.Parts.Count)
        $count = $mock.Requests.Count
        $second = $lines | Invoke-QubridChat @option
        $mock.Requests.Count | Should -Be $count
        $second.Redactions.Email | Should -Be $first.Redactions.Email
        $second.Text | Should -Be $first.Text
        Get-Content -Path $file -Raw | Should -Not -Match 'contoso'
    }

    It 'shares a placeholder between spellings of addresses and hosts, and keeps the policy in other runspaces' {
        $connection = Connect-Qubrid -ApiKey k -BaseUri $mock.BaseUri -Redact Email, @{ Host = 'web\d+' } -PassThru
        $shell = [powershell]::Create()
        $null = $shell.AddScript("Import-Module -Name '$($manifest.FullName)'; Invoke-QubridChat 'WEB17 web17 Anna@contoso.example anna@CONTOSO.example' -Connection `$args[0]").AddArgument($connection)
        try { $null = $shell.Invoke() } finally { $shell.Dispose() }
        $mock.Requests[0].Body | Should -Match '\[HOST_1\] \[HOST_1\] \[EMAIL_1\] \[EMAIL_1\]'
    }

    It 'keeps values out of verbose output, -WhatIf, and errors' {
        Add-QubridMockReply -StatusCode 400 -Text 'The prompt [EMAIL_1] is not allowed.'
        $all = Invoke-QubridChat "Mail $value" -Redact Email -WhatIf -Verbose *>&1
        $all += $value | Invoke-QubridChat -Redact Email -Verbose -ErrorAction Continue *>&1
        $all += try { Invoke-QubridChat $value -Redact Email -Verbose 4>&1 } catch { $_ }
        $all += $value | Invoke-QubridChat -Prompt 'Who?' -Each -MaxInputTokens 1 -Redact Email -ErrorAction Continue *>&1
        $text = Get-Text $all
        $text | Should -Match 'EMAIL_1'
        $text | Should -Match 'Replaced by placeholders in the request: Email 1'
        $text | Should -Match 'Item 1'
        $text | Should -Not -Match 'anna'
    }

    It 'redacts the parts of divided data, their merge, and their -WhatIf' {
        $lines = 1..200 | ForEach-Object { "logon of anna$_@contoso.example" }
        $option = @{ Prompt = 'Who?'; MaxInputTokens = 1000; Split = $true; Redact = 'Email' }
        $text = Get-Text ($lines | Invoke-QubridChat @option -WhatIf -Verbose *>&1)
        $text += Get-Text ($lines | Invoke-QubridChat @option -Verbose 4>&1 | Where-Object { $_.GetType().Name -eq 'VerboseRecord' })
        $text | Should -Not -Match 'anna'
        $mock.Requests.Count | Should -BeGreaterThan 2
        $mock.Requests.Body | Should -Not -Match 'anna'
    }

    It 'is a policy of the connection, to which a command can add' {
        Connect-Qubrid -ApiKey k -BaseUri $mock.BaseUri -Redact Email, 'web\d+'
        (Get-QubridConnection).Redact | Should -Be 'Email', 'Custom: web\d+'
        Get-QubridConnection | Out-String | Should -Match 'Redact +: Email, Custom: web'
        $null = Invoke-QubridChat "Mail $value at 10.1.2.3 on web17" -Redact IPAddress
        $null = Invoke-QubridChat "Mail $value at 10.1.2.3 on web17" -ConnectionTimeoutSeconds 14
        $mock.Requests[0].Body | Should -Match 'Mail \[EMAIL_1\] at \[IPADDRESS_1\] on \[CUSTOM_1\]'
        $mock.Requests[1].Body | Should -Match 'Mail \[EMAIL_1\] at 10.1.2.3 on \[CUSTOM_1\]'
        Connect-Qubrid -ApiKey k -BaseUri $mock.BaseUri -Redact Secret
        Add-QubridMockReply -Text 'is [SECRET_1]'
        (Invoke-QubridChat 'password=hunter2x9' -Redact @{ Secret = $true }).Text | Should -Be 'is [SECRET_1]'
    }

    It 'is set by QUBRID_REDACT, which neither a connection nor a command removes' {
        $env:QUBRID_REDACT = 'email, IPADDRESS'
        (Get-QubridConnection).Redact | Should -Be 'Email', 'IPAddress'
        Connect-Qubrid -ApiKey k -BaseUri $mock.BaseUri -Redact Phone
        (Get-QubridConnection).Redact | Should -Be 'Phone', 'Email', 'IPAddress'
        $null = Invoke-QubridChat "Mail $value at 10.1.2.3" -Redact Secret
        $mock.Requests[0].Body | Should -Match 'Mail \[EMAIL_1\] at \[IPADDRESS_1\]'
    }

    It 'rejects QUBRID_REDACT = <Variable>, naming the variable, before anything is sent' -ForEach @(
        @{ Variable = 'Emial' }, @{ Variable = 'Email IPAddress' }, @{ Variable = ',' }, @{ Variable = 'Email,web\d+' }
    ) {
        $env:QUBRID_REDACT = $Variable
        $failures = & { try { Invoke-QubridChat x } catch { $_ }; try { Get-QubridConnection } catch { $_ }; try { Connect-Qubrid -ApiKey k -BaseUri $mock.BaseUri } catch { $_ } }
        @($failures).Count | Should -Be 3
        $failures.ErrorDetails.Message | Should -Match 'QUBRID_REDACT'
        $mock.Requests.Count | Should -Be 0
    }

    It 'rejects <Rule> before anything is sent' -ForEach @(
        @{ Rule = 'Emial' }, @{ Rule = '(' }, @{ Rule = 'Email, Foo' }, @{ Rule = 5 }, @{ Rule = @{ Host = 5 } }, @{ Rule = @{ 'x y' = 'a' } }, @{ Rule = @{ Secret = @{ Foo = 1 } } }, @{ Rule = @{ All = 'a' } }, @{ Rule = 'a*' }
    ) {
        { Invoke-QubridChat x -Redact $Rule } | Should -Throw -ErrorId 'Qubrid.InvalidInput,QubridPS.InvokeQubridChatCommand'
        { Connect-Qubrid -ApiKey k -BaseUri $mock.BaseUri -Redact $Rule } | Should -Throw -ErrorId 'Qubrid.InvalidInput,QubridPS.ConnectQubridCommand'
        $mock.Requests.Count | Should -Be 0
    }

    It 'accepts a list of categories in one text, regular expressions, and several patterns' {
        $null = Invoke-QubridChat "Mail $value at 10.1.2.3 on WEB17, db4 and srv9" -Redact 'Email, IPAddress', ([regex]'web\d+'), @{ Host = 'db\d', 'srv\d' }
        $mock.Requests[0].Body | Should -Match 'Mail \[EMAIL_1\] at \[IPADDRESS_1\] on \[CUSTOM_1\], \[HOST_1\] and \[HOST_2\]'
    }

    It 'sends text without a match unchanged, and counts nothing without -Redact' {
        $null = Invoke-QubridChat 'Hello [EMAIL_1] [x'
        $completion = Invoke-QubridChat 'Hello [EMAIL_1] [x' -Redact All
        $mock.Requests[1].Body | Should -Be $mock.Requests[0].Body
        $completion.Redactions.Count | Should -Be 0
        (Invoke-QubridChat 'Hello').Redactions | Should -BeNullOrEmpty
    }

    It 'sends the same placeholders in a continued conversation' {
        Add-QubridMockReply -Text 'to [EMAIL_1]'
        $null = Invoke-QubridChat "Mail $value" -Redact Email | Invoke-QubridChat "And ben@contoso.example or $value" -Redact Email
        $mock.Requests[1].Body | Should -Match 'to \[EMAIL_1\].*And \[EMAIL_2\] or \[EMAIL_1\]'
    }

    It 'is summed by Measure-QubridChat, and survives serialization' {
        $completions = $value, 'ben@contoso.example 10.1.2.3' | Invoke-QubridChat -Redact All
        ($completions | Measure-QubridChat).Redactions | Should -Be 3
        $deserialized = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($completions, 3))
        $deserialized[1].Redactions.IPAddress | Should -Be 1
        ($deserialized | Measure-QubridChat).Redactions | Should -Be 3
        (Invoke-QubridChat x | Measure-QubridChat).Redactions | Should -BeNullOrEmpty
    }

    It 'names the lost policy of a connection that was serialized' {
        Connect-Qubrid -ApiKey k -BaseUri $mock.BaseUri -Redact Email
        $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-QubridConnection)))
        $failure = try { Invoke-QubridChat x -Connection $copy } catch { $_ }
        $failure.FullyQualifiedErrorId | Should -BeLike 'Qubrid.DeserializedConnection,*'
        $failure.ErrorDetails.RecommendedAction | Should -Match 'QUBRID_REDACT'
    }

    It 'completes categories' {
        $texts = ([System.Management.Automation.CommandCompletion]::CompleteInput('Connect-Qubrid -Redact Email,', 29, $null)).CompletionMatches.CompletionText
        $texts | Should -Contain 'IPAddress'
        ([System.Management.Automation.CommandCompletion]::CompleteInput('Invoke-QubridChat x -Redact Cr', 30, $null)).CompletionMatches.CompletionText | Should -Be 'CreditCard'
        ([System.Management.Automation.CommandCompletion]::CompleteInput('Enter-QubridChat -Redact Ib', 27, $null)).CompletionMatches.CompletionText | Should -Be 'Iban'
    }

    It 'redacts in Enter-QubridChat' {
        $script = {
            $mock = Start-QubridMockServer -Connect
            Add-QubridMockReply -Text 'to [EMAIL_1]'
            $chat = Enter-QubridChat -Redact Email
            $chat.Content -join '|'
            "leaks: $(@($mock.Requests.Body -match 'anna').Count)"
        }
        $seen = (Invoke-ChildShell -Command "Import-Module -Name '$($manifest.FullName)'; $script" -InputLine "Mail $value", 'Again', '/exit').Output
        $seen | Should -Contain "Mail $value|to $value|Again|to $value"
        $seen | Should -Contain 'leaks: 0'
    }
}
