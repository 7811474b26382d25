BeforeDiscovery {
    # Values of common types: an expression, and the JSON that is sent for a property with its value.
    # Core: not available in Windows PowerShell.
    $script:values = @(
        @{ Value = "[System.Net.NetworkInformation.PhysicalAddress]::Parse('00-15-5D-01-02-FF')"; Json = '"00155D0102FF"' }
        @{ Value = "[ipaddress]'10.1.2.3'"; Json = '"10.1.2.3"' }
        @{ Value = "[ipaddress]'fe80::1%4'"; Json = '"fe80::1%4"' }
        @{ Value = "[System.Net.IPEndPoint]::new([ipaddress]'10.1.2.3', 443)"; Json = '"10.1.2.3:443"' }
        @{ Value = "[System.Net.IPEndPoint]::new([ipaddress]'::1', 443)"; Json = '"[::1]:443"' }
        @{ Value = "[System.Net.DnsEndPoint]::new('web01', 443)"; Json = '"web01:443"' }
        @{ Value = "[System.Net.IPNetwork]::Parse('10.0.0.0/8')"; Json = '"10.0.0.0/8"'; Core = $true }
        @{ Value = "[uri]'https://web01/a%20b?c=d'"; Json = '"https://web01/a%20b?c=d"' }
        @{ Value = "[mailaddress]'ops@example.com'"; Json = '"ops@example.com"' }
        @{ Value = "[System.Net.Mail.MailAddress]::new('ops@example.com', 'Ops')"; Json = '"\"Ops\" <ops@example.com>"' }
        @{ Value = "[System.Text.StringBuilder]::new('text')"; Json = '"text"' }
        @{ Value = "[regex]'^a\d+$'"; Json = '"^a\\d+$"' }
        @{ Value = "[guid]'6f9619ff-8b86-d011-b42d-00c04fc964ff'"; Json = '"6f9619ff-8b86-d011-b42d-00c04fc964ff"' }
        @{ Value = "[version]'1.2.3.4'"; Json = '"1.2.3.4"' }
        @{ Value = "[semver]'1.2.3-rc.1'"; Json = '"1.2.3-rc.1"'; Core = $true }
        @{ Value = "[timespan]'1.02:03:04.5'"; Json = '"1.02:03:04.5000000"' }
        @{ Value = "[datetime]::SpecifyKind('2026-03-04T05:06:07', 'Utc')"; Json = '"2026-03-04T05:06:07.0000000Z"' }
        @{ Value = '[datetimeoffset]::new(2026, 3, 4, 5, 6, 7, [timespan]::FromHours(2))'; Json = '"2026-03-04T05:06:07.0000000+02:00"' }
        @{ Value = '[System.DateOnly]::new(2026, 3, 4)'; Json = '"2026-03-04"'; Core = $true }
        @{ Value = '[System.TimeOnly]::new(5, 6, 7)'; Json = '"05:06:07.0000000"'; Core = $true }
        @{ Value = '[System.TimeZoneInfo]::Utc'; Json = '"UTC"' }
        @{ Value = "[bigint]::Parse('123456789012345678901234567890')"; Json = '123456789012345678901234567890' }
        @{ Value = '1.10d'; Json = '1.10' }
        @{ Value = '[uint64]::MaxValue'; Json = '18446744073709551615' }
        @{ Value = '[System.Half]1.5'; Json = '1.5'; Core = $true }
        @{ Value = '[System.Half]::NaN'; Json = '"NaN"'; Core = $true }
        @{ Value = '[System.Int128]::MaxValue'; Json = '170141183460469231731687303715884105727'; Core = $true }
        @{ Value = '[System.UInt128]::MaxValue'; Json = '340282366920938463463374607431768211455'; Core = $true }
        @{ Value = '[System.Index]::new(1, $true)'; Json = '"^1"'; Core = $true }
        @{ Value = '[System.Range]::new(1, 3)'; Json = '"1..3"'; Core = $true }
        @{ Value = "[System.Text.Rune]::new([char]'x')"; Json = '"x"'; Core = $true }
        @{ Value = '[nullable[int]]5'; Json = '5' }
        @{ Value = "[tuple]::Create(1, 'two')"; Json = '{"Item1":1,"Item2":"two"}' }
        @{ Value = "[System.ValueTuple]::Create(1, 'two')"; Json = '{"Item1":1,"Item2":"two"}' }
        @{ Value = "[System.Collections.Generic.KeyValuePair[string, int]]::new('a', 1)"; Json = '{"Key":"a","Value":1}' }
        @{ Value = ', [byte[]](1, 2, 255)'; Json = '"AQL/"' }
        @{ Value = ', [System.ArraySegment[byte]]::new([byte[]](0, 1, 2, 255), 1, 3)'; Json = '"AQL/"' }
        @{ Value = '[System.Memory[byte]]::new([byte[]](1, 2, 255))'; Json = '"AQL/"'; Core = $true }
        @{ Value = '[System.ReadOnlyMemory[byte]]::new([byte[]](1, 2, 255))'; Json = '"AQL/"'; Core = $true }
        @{ Value = "[System.MemoryExtensions]::AsMemory('text')"; Json = '"text"'; Core = $true }
        @{ Value = '[System.IO.FileAttributes]5'; Json = '"ReadOnly, System"' }
        @{ Value = '[System.DayOfWeek]::Monday'; Json = '"Monday"' }
        @{ Value = "[cultureinfo]'de-DE'"; Json = '"de-DE"' }
        @{ Value = '[System.Text.Encoding]::UTF8'; Json = '"utf-8"' }
        @{ Value = '[int]'; Json = '"System.Int32"' }
        @{ Value = '[System.Collections.Generic.List[int]]'; Json = '"System.Collections.Generic.List`1[System.Int32]"' }
        @{ Value = "[string].GetMethod('Clone')"; Json = '"System.Object Clone()"' }
        @{ Value = "[xml]'<a><b c=""1"">x</b></a>'"; Json = '"<a><b c=\"1\">x</b></a>"' }
        @{ Value = "([xml]'<a><b>x</b></a>').a.FirstChild"; Json = '"<b>x</b>"' }
        @{ Value = "[System.Xml.Linq.XElement]::Parse('<a><b>x</b></a>')"; Json = '"<a><b>x</b></a>"' }
        @{ Value = "[System.Xml.Linq.XDocument]::Parse('<a><b>x</b></a>')"; Json = '"<a><b>x</b></a>"' }
        @{ Value = "[System.Xml.Linq.XAttribute]::new('a', 1)"; Json = '"a=\"1\""' }
        @{ Value = '{ Remove-Item canary }'; Json = '"[ScriptBlock, not sent]"' }
        @{ Value = '[System.Net.NetworkCredential]::new("user", "canary").SecurePassword'; Json = '"[SecureString, not sent]"' }
        @{ Value = '[pscredential]::new("user", [System.Net.NetworkCredential]::new("", "canary").SecurePassword)'; Json = '{"UserName":"user","Password":"[SecureString, not sent]"}' }
        @{ Value = '[System.Net.NetworkCredential]::new("user", "canary", "domain")'; Json = '{"UserName":"user","Domain":"domain"}' }
        @{ Value = "[System.Text.Json.JsonDocument]::Parse('{""a"": [1, null]}').RootElement"; Json = '{"a":[1,null]}'; Core = $true }
        @{ Value = ", [System.Text.Json.Nodes.JsonNode]::Parse('{""a"": [1, null]}')"; Json = '{"a":[1,null]}'; Core = $true }
        @{ Value = ", [Newtonsoft.Json.Linq.JObject]::Parse('{""a"": [1, null]}')"; Json = '{"a":[1,null]}'; Core = $true }
        @{ Value = '$table.Rows[0]'; Json = '{"Name":"web01","Load":1.5,"Note":null}' }
        @{ Value = '$table.DefaultView[0]'; Json = '{"Name":"web01","Load":1.5,"Note":null}' }
        @{ Value = ', $table'; Json = '[{"Name":"web01","Load":1.5,"Note":null}]' }
        @{ Value = ', $table.DefaultView'; Json = '[{"Name":"web01","Load":1.5,"Note":null}]' }
        @{ Value = '$table.DataSet'; Json = '{"Hosts":[{"Name":"web01","Load":1.5,"Note":null}]}' }
        @{ Value = '$certificate'; Json = '{"Subject":"CN=web01","Issuer":"CN=web01","Thumbprint":"*","SerialNumber":"*","NotBefore":"2026-01-02T*","NotAfter":"2027-01-02T*","FriendlyName":"","HasPrivateKey":false}' }
        @{ Value = '$certificate.SubjectName'; Json = '"CN=web01"' }
        @{ Value = '[System.IO.FileInfo]"/nowhere/a.txt"'; Json = '{"*"Name":"a.txt"*}' }
        @{ Value = '[System.IO.DirectoryInfo]"/nowhere/folder"'; Json = '{"LastWriteTime":"*","Name":"folder"}' }
        @{ Value = '(Get-Process -Id $PID)'; Json = '{*"Id":*}' }
        @{ Value = '$values = [System.Collections.Specialized.NameValueCollection]::new(); $values.Add("a", "1"); $values.Add("b", "2"); , $values'; Json = '{"a":"1","b":"2"}' }
        @{ Value = '(Get-Location)'; Json = '"*"' }
    ) | Where-Object { -not $_.Core -or $PSVersionTable.PSEdition -eq 'Core' }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Import-Staged.ps1')
}

AfterAll {
    Remove-Module -Name QubridPS -ErrorAction SilentlyContinue
}

Describe 'A value of a common type' {
    BeforeAll {
        Add-Type -AssemblyName System.Xml.Linq
        $script:table = [System.Data.DataTable]::new('Hosts')
        [System.Data.DataSet]::new().Tables.Add($table)
        $null = $table.Columns.Add('Name', [string]), $table.Columns.Add('Load', [double]), $table.Columns.Add('Note', [string])
        $null = $table.Rows.Add('web01', 1.5, [System.DBNull]::Value)
        $key = [System.Security.Cryptography.RSA]::Create(2048)
        $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new(
            'CN=web01', $key, [System.Security.Cryptography.HashAlgorithmName]::SHA256, [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
        $signed = $request.CreateSelfSigned([datetimeoffset]'2026-01-02T12:00Z', [datetimeoffset]'2027-01-02T12:00Z')
        $script:certificate = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new($signed.RawData)

        function Get-SentData {
            param($Value, [string] $As = 'Json')
            $content = ($Value | New-QubridMessage 'Look').Content
            [regex]::Match($content, '(?s)\n<<<DATA (?<mark>\w+)\n(?<data>.*)\nDATA \k<mark>>>>$').Groups['data'].Value
        }
    }

    It 'is sent as <Json> for <Value>' -ForEach $values {
        $made = & ([scriptblock]::Create($Value))
        $sent = Get-SentData ([pscustomobject]@{ V = $made })
        $expected = "{`"V`":$Json}"
        if ($Json.Contains('*')) {
            $sent | Should -BeLike $expected.Replace('[', '`[').Replace(']', '`]')
        }
        else {
            $sent | Should -BeExactly $expected
        }

        $sent | Should -Not -Match 'canary'
        { $sent | ConvertFrom-Json } | Should -Not -Throw
    }

    It 'is sent completely if it is piped itself' {
        $address = [System.Net.NetworkInformation.PhysicalAddress]::Parse('00-15-5D-01-02-FF')
        Get-SentData $address | Should -BeExactly '"00155D0102FF"'
        Get-SentData $table.Rows | Should -BeExactly '{"Name":"web01","Load":1.5,"Note":null}'
    }

    It 'does not contain the schema of a CIM instance' -Skip:(-not ('Microsoft.Management.Infrastructure.CimInstance' -as [type]) -or [System.Environment]::OSVersion.Platform -ne 'Win32NT') {
        $instance = New-CimInstance -ClassName QubridTest -Namespace root/cimv2 -Property @{ Name = 'web01'; Load = 1 } -ClientOnly
        $sent = Get-SentData $instance | ConvertFrom-Json
        $sent.Name | Should -Be 'web01'
        $sent.PSObject.Properties.Name | Should -Not -Contain 'CimClass'
        $sent.PSObject.Properties.Name | Should -Not -Contain 'CimInstanceProperties'
    }
}
