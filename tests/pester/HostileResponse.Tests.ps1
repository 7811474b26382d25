# Tests responses of a hostile service. Each table is a list of samples; add a line to add a test. KEY is replaced by the key in one of its forms.
BeforeDiscovery {
    $ok = "HTTP/1.1 200 OK`r`n"
    $chunked = $ok + "Content-Type: text/event-stream`r`nTransfer-Encoding: chunked`r`n`r`n"
    $json = "Content-Type: application/json`r`nConnection: close`r`n`r`n"
    $nested = '{"error":{"message":"Provider error","metadata":{"raw":"{\"error\":{\"message\":\"KEY\"}}"},"details":[{"msg":"KEY"}]}}'
    $script:responses = [ordered]@{
        'header line without a colon' = $ok + "Authorization KEY`r`n`r`n"
        'header name'                 = "HTTP/1.1 400 Bad`r`nKEY: 1`r`nContent-Length: 0`r`n`r`n"
        'header value'                = "HTTP/1.1 400 Bad`r`nx-request-id: KEY`r`nContent-Length: 0`r`n`r`n"
        'status line'                 = "KEY`r`n`r`n"
        'status code'                 = "HTTP/1.1 2KEY OK`r`n`r`n"
        'reason phrase'               = "HTTP/1.1 401 KEY`r`nContent-Length: 0`r`n`r`n"
        'location'                    = "HTTP/1.1 302 Found`r`nLocation: https://KEY/KEY?KEY`r`nContent-Length: 0`r`n`r`n"
        'content type'                = $ok + "Content-Type: text/KEY`r`nConnection: close`r`n`r`nno"
        'chunk size'                  = $chunked + "KEY`r`n`r`n"
        'chunk size after data'       = $chunked + "7`r`ndata: 1`r`nKEY`r`n"
        'trailer'                     = $chunked + "1`r`nx`r`n0`r`nKEY`r`n`r`n"
        'text of a response'          = $ok + $json + 'KEY'
        'invalid JSON'                = $ok + $json + '{"choices":[{"KEY":tKEY}]}'
        'invalid event'               = $ok + "Content-Type: text/event-stream`r`nConnection: close`r`n`r`ndata: {`"choices`":[{`"KEY`":tKEY`n`n"
        'error page'                  = "HTTP/1.1 502 Bad`r`nContent-Type: text/html`r`nConnection: close`r`n`r`n<html><title>KEY</title>KEY"
        'nested error'                = "HTTP/1.1 401 No`r`n" + $json + $nested
        'nested error with status 200' = $ok + $json + $nested
    }
    $script:echoes = foreach ($name in $responses.Keys) { foreach ($form in 'plain', 'percent', 'Base64') { @{ Response = $name; Form = $form; Text = $responses[$name] } } }
    $script:textForms = foreach ($form in 'plain', 'capitals', 'percent', 'JSON', 'hexadecimal', 'Base64', 'HTML') { @{ Form = $form } }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
    . (Join-Path $PSScriptRoot 'ChildShell.ps1')
    . (Join-Path $PSScriptRoot 'RawServer.ps1')
    $script:module = (Get-Module -Name QubridPS).Path -replace 'psm1$', 'psd1'
    $script:key = 'sk-canary-0123456789abcdef'
    $bytes = [System.Text.Encoding]::UTF8.GetBytes($key)
    $script:keyForms = @{
        'plain'       = $key
        'capitals'    = $key.ToUpperInvariant()
        'percent'     = -join ($bytes | ForEach-Object { '%{0:X2}' -f $_ })
        'JSON'        = -join ($bytes | ForEach-Object { '\u{0:x4}' -f $_ })
        'hexadecimal' = -join ($bytes | ForEach-Object { '{0:x2}' -f $_ })
        'Base64'      = [System.Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes("Bearer $key")).TrimEnd('=')
        'HTML'        = -join ($bytes | ForEach-Object { '&#{0};' -f $_ })
    }

    function Get-ChatBody { param([string] $Text) '{"choices":[{"message":{"content":"TEXT"},"finish_reason":"stop"}]}'.Replace('TEXT', $Text) }

    # Returns everything that a user can see of a command: its streams, its errors, and their exceptions.
    function Get-Shown {
        param([scriptblock] $Command)
        $Error.Clear()
        $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
        $thrown = $null
        $streams = try { & $Command *>&1 } catch { $thrown = $_ }
        $records = @($thrown) + @($Error) + @($streams | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
        $streams | Out-String -Width 4096
        $streams | ConvertTo-Json -Depth 4 -WarningAction SilentlyContinue
        foreach ($record in $records | Where-Object { $_ }) {
            $record | Format-List -Property * -Force | Out-String -Width 4096
            "$($record.ErrorDetails) $($record.TargetObject)"
            for ($exception = $record.Exception; $exception; $exception = $exception.InnerException) {
                "$exception $($exception.Data.Values)"
                $exception | Format-List -Property * -Force | Out-String -Width 4096
            }
        }
    }
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'The key in a response' {
    BeforeAll {
        $script:server = Start-RawServer -Response @{}
        $script:address = "$($server.Address)/echo/v1"
    }
    AfterAll { $server | Stop-RawServer }
    AfterEach { Disconnect-Qubrid }

    It 'is not shown: <Response>, <Form>' -ForEach $echoes {
        $server.Response['echo'] = @{ Text = $Text.Replace('KEY', $keyForms[$Form]) }
        Connect-Qubrid -ApiKey $key -BaseUri $address -MaximumRetryCount 0
        $shown = @(
            Get-Shown { Invoke-QubridChat 'x' -Verbose -Debug }
            Get-Shown { Invoke-QubridChat 'x' -Stream -Verbose -Debug }
            Get-Shown { Get-QubridModel -Verbose -Debug }
            Get-Shown { Test-QubridConnection -Detailed -Verbose -Debug | Format-List -Property * }
        ) -join "`n"
        $shown | Should -Match '\bPOST\b' -Because 'there are verbose lines'
        foreach ($value in $keyForms.Values) { $shown.IndexOf($value, [System.StringComparison]::OrdinalIgnoreCase) | Should -Be -1 }
    }

    It 'is redacted in the text of a completion: <Form>' -ForEach $textForms {
        # In JSON text, the backslash of the escape is part of the text.
        $body = Get-ChatBody "a $($keyForms[$Form] -replace '\\', '\\') z"
        $server.Response['echo'] = @{ Text = "HTTP/1.1 200 OK`r`nContent-Type: application/json`r`nContent-Length: $($body.Length)`r`n`r`n$body" }
        Connect-Qubrid -ApiKey $key -BaseUri $address
        $text = (Invoke-QubridChat 'x').Text
        $text | Should -BeLike 'a *`[key removed`] z'
        foreach ($value in $keyForms.Values) { $text | Should -Not -Match ([regex]::Escape($value)) }
    }
}

Describe 'A response that would use up the memory' {
    BeforeAll {
        $stream = "HTTP/1.1 200 OK`r`nContent-Type: text/event-stream`r`n"
        $compressed = [System.IO.MemoryStream]::new()
        $gzip = [System.IO.Compression.GZipStream]::new($compressed, [System.IO.Compression.CompressionMode]::Compress, $true)
        $block = [System.Text.Encoding]::ASCII.GetBytes('data: ' + 'a' * 1MB)
        foreach ($repeat in 1..80) { $gzip.Write($block, 0, $block.Length) }
        $gzip.Dispose()
        $head = [System.Text.Encoding]::ASCII.GetBytes($stream + "Content-Encoding: gzip`r`nConnection: close`r`n`r`n")
        $choices = (0..1024 | ForEach-Object { '{"index":' + $_ + ',"message":{"content":"a"},"finish_reason":"stop"}' }) -join ','
        $script:server = Start-RawServer -Response @{
            'endless-line'   = @{ Text = $stream + "Connection: close`r`n`r`ndata: "; Repeat = 'a' }
            'endless-header' = @{ Text = $stream; Repeat = "a: b`r`n" }
            'bomb'           = @{ Bytes = [byte[]]($head + $compressed.ToArray()) }
            'encodings'      = @{ Text = $stream + 'Content-Encoding: ' + (@('gzip') * 10000 -join ',') + "`r`nConnection: close`r`n`r`n" }
            'choices'        = @{ Text = "HTTP/1.1 200 OK`r`nContent-Type: application/json`r`nConnection: close`r`n`r`n{`"choices`":[$choices]}" }
        }
    }
    AfterAll { $server | Stop-RawServer }
    AfterEach { Disconnect-Qubrid }

    It 'is Qubrid.InvalidResponse after one attempt: <_>' -ForEach 'endless-line', 'endless-header', 'bomb', 'encodings', 'choices' {
        Connect-Qubrid -ApiKey $key -BaseUri "$($server.Address)/$_/v1" -MaximumRetryCount 2 -RetryIntervalSec 1
        $failure = { Invoke-QubridChat 'x' } | Should -Throw -ErrorId 'Qubrid.InvalidResponse,*' -PassThru
        $failure.Exception.Attempts | Should -Be 1
    }
}

Describe 'A proxy' {
    AfterEach { Disconnect-Qubrid }

    It 'of the environment is not used for loopback addresses' {
        $closed = 'http://127.0.0.1:9'
        $result = Invoke-ChildShell -Environment @{ http_proxy = $closed; https_proxy = $closed; all_proxy = $closed; no_proxy = $null } -Command @"
            Import-Module '$module'
            `$null = Start-QubridMockServer -Connect
            (Invoke-QubridChat Hello -MaximumRetryCount 0).Text
            Test-QubridConnection
"@
        $result.Output | Should -Be 'Mock answer to: Hello', 'True'
    }

    It 'is rejected for an address without TLS: <_>' -ForEach 'http://127.0.0.1:9/v1', 'http://localhost:9/v1', 'http://[::1]:9/v1' {
        { Connect-Qubrid -ApiKey $key -BaseUri $_ -Proxy http://127.0.0.1:8 } | Should -Throw -ErrorId 'Qubrid.InvalidProxy,*'
        Get-QubridConnection | Should -BeNullOrEmpty
    }

    It 'is rejected for an address without TLS in QUBRID_BASE_URL' {
        $saved = $env:QUBRID_BASE_URL
        try {
            $env:QUBRID_BASE_URL = 'http://127.0.0.1:9/v1'
            { Connect-Qubrid -ApiKey $key -Proxy http://127.0.0.1:8 } | Should -Throw -ErrorId 'Qubrid.InvalidProxy,*'
        }
        finally { $env:QUBRID_BASE_URL = $saved }
    }
}

Describe 'Invalid text' {
    BeforeEach { $script:mock = Start-QubridMockServer -Connect }
    AfterEach { $mock | Stop-QubridMockServer }

    It 'in structured data is Qubrid.SchemaMismatch' {
        Add-QubridMockReply -Text '{"a":"\ud83d"}'
        { Invoke-QubridChat 'x' -Schema @{ a = 'string' } -MaxSchemaRetry 0 } | Should -Throw -ErrorId 'Qubrid.SchemaMismatch,*'
    }

    It 'in tool arguments is an error of the call' {
        function Get-One { [CmdletBinding()] param([string] $Name) $Name }
        Add-QubridMockReply -ToolCall @{ Name = 'Get-One'; Arguments = '{"Name":"\ud83d"}' } -Times 1
        $call = (Invoke-QubridChat 'x' -Tool Get-One).ToolInvocations[0]
        $call.IsError | Should -BeTrue
        $call.Result | Should -Match 'not valid JSON'
    }

    It 'in a schema is rejected before the request: <_>' -ForEach '{"$ref":"#"}', '{"allOf":[{"$ref":"#"}]}', '{"pattern":"("}' {
        { Invoke-QubridChat 'x' -Schema $_ } | Should -Throw -ErrorId 'Qubrid.InvalidSchema,*'
        @($mock.Requests).Count | Should -Be 0
    }

    It 'that makes a pattern slow is Qubrid.SchemaMismatch' {
        Add-QubridMockReply -Text ('{"a":"' + 'a' * 60 + '!"}')
        { Invoke-QubridChat 'x' -Schema '{"type":"object","properties":{"a":{"pattern":"^(a+)+$"}}}' -MaxSchemaRetry 0 } | Should -Throw -ErrorId 'Qubrid.SchemaMismatch,*'
    }
}
